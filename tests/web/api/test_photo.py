from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.web.api.errors import NotBase64Error
from humoresque.web.api.photo import decode_base64


@given(st.binary(max_size=300))
def test_plain_wrapped_and_data_url_base64_give_the_same_bytes(data: bytes) -> None:
    plain = base64.b64encode(data).decode()
    wrapped = base64.encodebytes(data).decode()
    assert decode_base64(plain) == data
    assert decode_base64(wrapped) == data
    assert decode_base64(f"data:image/jpeg;base64,{plain}") == data
    assert decode_base64(f"DATA:image/png;charset=x;BASE64,{plain}") == data


@pytest.mark.parametrize(
    "text",
    [
        "not base64!",
        "abc",
        "YWJj=YWJj",
        "ÿÿÿÿ",
        "data:image/jpeg,plain",
        "data:image/jpeg;base64",
        "data:image/jpeg;base64,%%%%",
        "https://example.org/photo.jpg",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(NotBase64Error):
        decode_base64(text)
