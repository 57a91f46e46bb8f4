"""Addresses: which lead into the network."""

from __future__ import annotations

import pytest

from guidepress.addresses import is_remote


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a.png", True),
        ("HTTPS://example.org/a.png", True),
        ("//example.org/a.png", True),
        ("git+ssh://example.org/a.png", True),
        ("a.png", False),
        ("/figures/a.png", False),
        ("data:image/png;base64,//8=", False),
        ("", False),
    ],
)
def test_an_address_of_the_network_is_known(address: str, expected: bool) -> None:
    assert is_remote(address) is expected
