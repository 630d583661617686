from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from humoresque.web.accounts.vault import SealBrokenError, Vault

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@given(st.text())
def test_what_was_sealed_is_opened_again(text: str) -> None:
    vault = Vault([OLD])
    assert vault.open(vault.seal(text)) == text


def test_a_seal_shows_nothing_of_the_text() -> None:
    assert "a token" not in Vault([OLD]).seal("a token")
    assert Vault([OLD]).seal("a token") != Vault([OLD]).seal("a token")


def test_every_key_opens_and_the_newest_seals() -> None:
    sealed = Vault([OLD]).seal("a token")
    both = Vault([NEW, OLD])
    assert both.open(sealed) == "a token"
    assert Vault([NEW]).open(both.seal("a token")) == "a token"


def test_what_is_sealed_anew_needs_the_newest_key_only() -> None:
    anew = Vault([NEW, OLD]).seal_anew(Vault([OLD]).seal("a token"))
    assert Vault([NEW]).open(anew) == "a token"
    with pytest.raises(SealBrokenError):
        Vault([OLD]).open(anew)


@pytest.mark.parametrize(
    "sealed",
    ["", "x", "ä", Vault([NEW]).seal("x"), Vault([OLD]).seal("x")[:-4]],
    ids=["empty", "short", "foreign", "another key", "cut off"],
)
def test_what_no_key_opens_is_refused(sealed: str) -> None:
    with pytest.raises(SealBrokenError):
        Vault([OLD]).open(sealed)
    with pytest.raises(SealBrokenError):
        Vault([OLD]).seal_anew(sealed)


def test_an_old_seal_is_refused_where_age_counts() -> None:
    old = Fernet(OLD).encrypt_at_time(b"x", 1_000_000).decode()
    assert Vault([OLD]).open(old) == "x"
    with pytest.raises(SealBrokenError):
        Vault([OLD]).open(old, max_age=600)


@pytest.mark.parametrize("key", ["", "short", OLD[:-2]], ids=["empty", "short", "cut off"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="32 url-safe"):
        Vault([key])
