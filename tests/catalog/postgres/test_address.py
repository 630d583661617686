import pytest

from humoresque.catalog.errors import DatabaseAddressError
from humoresque.catalog.postgres.address import DatabaseAddress


def test_an_address_has_its_parts_and_hides_its_password() -> None:
    address = DatabaseAddress.parse("postgresql://ann:p%40ss@db.example:6543/my%20songs")
    assert (address.user, address.password) == ("ann", "p@ss")
    assert (address.host, address.port, address.database) == ("db.example", 6543, "my songs")
    assert address.tls is None
    assert str(address) == "my songs on db.example:6543"
    assert "p@ss" not in repr(address)


def test_port_password_and_scheme_have_short_forms() -> None:
    address = DatabaseAddress.parse("postgres://ann@[::1]/songs\n")
    assert (address.host, address.port, address.password) == ("::1", 5432, None)


def test_a_unix_socket_is_named_by_its_folder() -> None:
    address = DatabaseAddress.parse("postgresql://ann@/songs?host=/run/postgresql")
    assert address.host == "/run/postgresql"


@pytest.mark.parametrize(
    ("mode", "tls"),
    [("prefer", None), ("disable", False), ("require", True), ("verify-full", True)],
)
def test_encryption_is_asked_for_as_usual(mode: str, tls: bool | None) -> None:  # noqa: FBT001
    assert DatabaseAddress.parse(f"postgresql://ann@db/songs?sslmode={mode}").tls is tls


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "does not begin with postgresql://"),
        ("mysql://ann:hunter2@db/songs", "does not begin with postgresql://"),
        ("ann:hunter2@db/songs", "does not begin with postgresql://"),
        ("postgresql://db/songs", "lacks the user"),
        ("postgresql://ann:hunter2@db/", "lacks the user or the database"),
        ("postgresql://ann:hunter2@/songs", "lacks the host"),
        ("postgresql://ann:hunter2@db:port/songs", "cannot be read"),
        ("postgresql://ann:hunter2@[db/songs", "cannot be read"),
        ("postgresql://ann:hunter2@db/songs?sslmode=maybe", "sslmode is one of prefer"),
        ("postgresql://ann:hunter2@db/songs?speed=1", "option speed is not known"),
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(text: str, problem: str) -> None:
    with pytest.raises(DatabaseAddressError, match=problem) as refused:
        DatabaseAddress.parse(text)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None
