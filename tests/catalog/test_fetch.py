from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from humoresque.catalog import fetch as fetch_module
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.download import download
from humoresque.catalog.errors import (
    DownloadError,
    NotTheDatasetError,
    ServerUnreachableError,
)
from humoresque.catalog.fetch import dataset_url, fetch_catalog
from humoresque.catalog.location import catalog_path
from tests.catalog.made_up import made_up_catalog, many_rows, source_csv
from tests.catalog.server import Server, serving

ROWS = 300
DATASET = source_csv(many_rows(ROWS))
LFS_POINTER = b"""version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 20116150
"""


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "download", partial(download, pause=lambda _: None))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server(DATASET)) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with an older catalog in it."""
    made_up_catalog(20).save(catalog_path(tmp_path))
    return tmp_path


def test_the_dataset_becomes_the_catalog_and_nothing_else_stays(
    server: Server, folder: Path
) -> None:
    server.redirects = 1
    _, report = fetch_catalog(server.url, folder, rows=ROWS)
    assert Catalog.load(catalog_path(folder)).size == report.tracks == ROWS
    assert [path.name for path in folder.iterdir()] == ["catalog.arrow"]


def test_progress_and_stages_are_told(server: Server, tmp_path: Path) -> None:
    progress: list[tuple[int, int | None]] = []
    stages: list[str] = []
    fetch_catalog(
        server.url,
        tmp_path / "new",
        rows=None,
        on_progress=lambda *at: progress.append(at),
        on_stage=stages.append,
    )
    assert progress[-1] == (len(DATASET), len(DATASET))
    assert stages[-1] == "Ranking features"


def rubbish() -> dict[str, tuple[Server, str]]:
    return {
        "pointer": (Server(LFS_POINTER, content_type="text/plain"), "Git LFS pointer"),
        "page": (Server(b"<!doctype html><title>Sign in</title>", content_type="x"), "web page"),
        "typed page": (Server(b"<p>", content_type="text/html"), "web page"),
        "other table": (Server(b"a,b\n1,2\n"), "lacks the columns"),
        "fewer rows": (Server(source_csv(many_rows(299))), "299 rows instead of 300"),
        "half a line": (Server(DATASET[: len(DATASET) - 30]), "."),
        "nothing": (Server(b""), r"Empty CSV [^.]*\.$"),
        "noise": (Server(bytes(range(256)) * 50), "."),
    }


@pytest.mark.parametrize("kind", rubbish())
def test_rubbish_never_replaces_a_catalog_and_is_thrown_away(kind: str, folder: Path) -> None:
    scripted, problem = rubbish()[kind]
    before = catalog_path(folder).read_bytes()
    with serving(scripted) as server, pytest.raises(NotTheDatasetError, match=problem):
        fetch_catalog(server.url, folder, rows=ROWS)
    assert catalog_path(folder).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["catalog.arrow"]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_leaves_the_catalog_as_it_was(status: int, server: Server, folder: Path) -> None:
    server.status = status
    before = catalog_path(folder).read_bytes()
    with pytest.raises(DownloadError, match=f"status {status}"):
        fetch_catalog(server.url, folder, rows=ROWS)
    assert catalog_path(folder).read_bytes() == before


def test_a_fetch_that_broke_off_is_finished_by_the_next(server: Server, folder: Path) -> None:
    server.cuts = [10_000, 0, 0, 0]
    before = catalog_path(folder).read_bytes()
    with pytest.raises(ServerUnreachableError, match="are kept; run it again"):
        fetch_catalog(server.url, folder, rows=ROWS)
    assert catalog_path(folder).read_bytes() == before
    fetch_catalog(server.url, folder, rows=ROWS)
    assert server.asked[-1]["range"] == "bytes=10000-"
    assert Catalog.load(catalog_path(folder)).size == ROWS


def test_the_address_names_the_revision() -> None:
    assert dataset_url() == (
        "https://huggingface.co/datasets/maharshipandya/spotify-tracks-dataset"
        "/resolve/main/dataset.csv"
    )
    assert "/resolve/abc/" in dataset_url("abc")
