from collections.abc import Iterator
from pathlib import Path

import pytest

from humoresque.catalog import download as module
from humoresque.catalog.download import ATTEMPTS, PartialFile, download
from humoresque.catalog.errors import (
    NotTheDatasetError,
    NotWritableError,
    ServerRefusedError,
    ServerUnreachableError,
)
from tests.catalog.server import Server, serving

CONTENT = bytes(range(256)) * 1_000


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server(CONTENT)) as running:
        yield running


@pytest.fixture
def part(tmp_path: Path) -> PartialFile:
    return PartialFile(tmp_path / "folder" / "dataset.part")


def bring(server: Server, part: PartialFile) -> list[tuple[int, int | None]]:
    progress: list[tuple[int, int | None]] = []
    download(server.url, part, lambda *at: progress.append(at), pause=lambda _: None)
    return progress


def interrupt(server: Server, part: PartialFile, *, after: int) -> None:
    """One whole call whose every attempt gets nowhere beyond ``after`` bytes."""
    server.cuts = [after, *[0] * (ATTEMPTS - 1)]
    with pytest.raises(ServerUnreachableError) as broken:
        bring(server, part)
    assert broken.value.received == part.received == after
    server.asked.clear()


def test_everything_arrives_and_progress_is_told(server: Server, part: PartialFile) -> None:
    progress = bring(server, part)
    assert part.path.read_bytes() == CONTENT
    assert progress[0] == (0, len(CONTENT))
    assert progress[-1] == (len(CONTENT), len(CONTENT))
    assert server.asked[0]["accept-encoding"] == "identity"


def test_a_broken_connection_is_taken_up_where_it_broke(server: Server, part: PartialFile) -> None:
    server.cuts = [100_000, 50_000]
    bring(server, part)
    assert part.path.read_bytes() == CONTENT
    assert [asked.get("range") for asked in server.asked] == [
        None,
        "bytes=100000-",
        "bytes=150000-",
    ]
    assert server.asked[1]["if-range"] == '"one"'


def test_a_later_call_goes_on_as_well(server: Server, part: PartialFile) -> None:
    interrupt(server, part, after=100_000)
    progress = bring(server, part)
    assert part.path.read_bytes() == CONTENT
    assert [asked["range"] for asked in server.asked] == ["bytes=100000-"]
    assert progress[0] == (100_000, len(CONTENT))


def test_a_server_that_ignores_ranges_sends_it_all_again(server: Server, part: PartialFile) -> None:
    server.ranges = False
    server.cuts = [100_000]
    bring(server, part)
    assert part.path.read_bytes() == CONTENT


def test_a_file_that_changed_in_between_is_brought_anew(server: Server, part: PartialFile) -> None:
    interrupt(server, part, after=100_000)
    server.content, server.etag = CONTENT[::-1], '"two"'
    bring(server, part)
    assert part.path.read_bytes() == CONTENT[::-1]


def test_the_date_confirms_a_range_where_the_tag_is_weak(server: Server, part: PartialFile) -> None:
    server.etag, server.modified = 'W/"weak"', "Sun, 02 Oct 2022 10:00:00 GMT"
    server.cuts = [100_000]
    bring(server, part)
    assert server.asked[1]["if-range"] == server.modified
    assert part.path.read_bytes() == CONTENT


def test_without_a_validator_nothing_is_continued(server: Server, part: PartialFile) -> None:
    server.etag = None
    server.cuts = [100_000]
    bring(server, part)
    assert "range" not in server.asked[1]
    assert part.path.read_bytes() == CONTENT


def test_a_part_of_another_address_is_not_continued(server: Server, part: PartialFile) -> None:
    interrupt(server, part, after=100_000)
    download(f"{server.url}?other", part, pause=lambda _: None)
    assert "range" not in server.asked[0]
    assert part.path.read_bytes() == CONTENT


def test_a_complete_part_is_not_brought_again(server: Server, part: PartialFile) -> None:
    bring(server, part)
    bring(server, part)
    assert part.path.read_bytes() == CONTENT


def test_a_part_longer_than_the_file_is_thrown_away(server: Server, part: PartialFile) -> None:
    bring(server, part)
    with part.path.open("ab") as file:
        file.write(b"more")
    bring(server, part)
    assert part.path.read_bytes() == CONTENT


def test_redirects_are_followed(server: Server, part: PartialFile) -> None:
    server.redirects = 3
    bring(server, part)
    assert part.path.read_bytes() == CONTENT


def test_endless_redirects_end(server: Server, part: PartialFile) -> None:
    server.redirects = 1_000
    with pytest.raises(ServerUnreachableError, match="redirects"):
        bring(server, part)


def test_a_stream_of_unknown_length_is_taken(server: Server, part: PartialFile) -> None:
    server.announce_length = False
    assert bring(server, part)[-1] == (len(CONTENT), None)
    assert part.path.read_bytes() == CONTENT


def test_a_lasting_refusal_is_not_repeated(server: Server, part: PartialFile) -> None:
    server.status = 404
    with pytest.raises(ServerRefusedError, match="status 404"):
        bring(server, part)
    assert len(server.asked) == 1


def test_a_passing_failure_is_tried_again(server: Server, part: PartialFile) -> None:
    server.statuses = [500, 503]
    bring(server, part)
    assert part.path.read_bytes() == CONTENT


def test_a_failure_that_stays_is_told_after_all_attempts(server: Server, part: PartialFile) -> None:
    server.status = 500
    waits: list[float] = []
    with pytest.raises(ServerRefusedError, match="status 500"):
        download(server.url, part, pause=waits.append)
    assert len(server.asked) == ATTEMPTS
    assert waits == [1.0, 2.0, 4.0]


def test_a_web_page_is_refused(server: Server, part: PartialFile) -> None:
    server.content_type = "text/html; charset=utf-8"
    with pytest.raises(NotTheDatasetError, match="web page"):
        bring(server, part)


def test_a_stream_without_an_end_is_cut(
    server: Server, part: PartialFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100_000)
    with pytest.raises(NotTheDatasetError, match="more than"):
        bring(server, part)


def test_a_server_that_is_not_there_is_said_to_be_unreachable(
    server: Server, part: PartialFile
) -> None:
    with serving(Server()) as gone:
        pass
    with pytest.raises(ServerUnreachableError, match="could not be downloaded"):
        bring(gone, part)
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "nonsense", "ftp://127.0.0.1/x", "http://[broken", "http://127.0.0.1:99999/"),
        *("http://127.0.0.1:port/", "http://one\0two/"),
    ],
)
def test_an_address_that_is_none_is_refused_at_once(url: str, part: PartialFile) -> None:
    waits: list[float] = []
    with pytest.raises(ServerUnreachableError) as refused:
        download(url, part, pause=waits.append)
    assert waits == []
    assert str(refused.value).endswith(".")
    assert not str(refused.value).endswith("..")


def test_a_redirect_to_an_address_that_is_none_is_not_followed_again(
    server: Server, part: PartialFile
) -> None:
    server.redirects, server.location = 9, "ftp://127.0.0.1/x"
    with pytest.raises(ServerUnreachableError, match="protocol") as refused:
        bring(server, part)
    assert refused.value.lasting
    assert server.redirects == 8


def test_a_folder_that_cannot_be_made_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritableError):
        bring(server, PartialFile(tmp_path / "file" / "dataset.part"))


def test_a_damaged_note_beside_a_part_starts_anew(server: Server, part: PartialFile) -> None:
    interrupt(server, part, after=100_000)
    (part.path.parent / "dataset.part.json").write_text("{")
    bring(server, part)
    assert "range" not in server.asked[0]
    assert part.path.read_bytes() == CONTENT
