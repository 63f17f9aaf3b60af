"""Pages and their web addresses, there and back."""

from __future__ import annotations

import pytest

from handlers.addresses import Addresses
from knowledge.model import Source

DOCS = Addresses("https://docs.example.com/plan/{path}#L{line}")
CODE = Addresses("https://git.example.com/blob/{commit}/{path}?plain=1#L{line}")


def test_a_line_has_an_address() -> None:
    assert DOCS.of(Source("a/b.md", 7)) == "https://docs.example.com/plan/a/b.md#L7"
    assert CODE.of(Source("a.md", 7, "c0ffee")) == "https://git.example.com/blob/c0ffee/a.md?plain=1#L7"


def test_a_line_without_template_or_commit_has_none() -> None:
    assert Addresses().of(Source("a.md", 7)) is None
    assert CODE.of(Source("a.md", 7)) is None


@pytest.mark.parametrize("path", ["<!channel>.md", "a b/ü.md", "x?y#z.md", "q3|q4.md", "100%.md"])
def test_a_strange_path_leads_back_to_itself(path: str) -> None:
    address = DOCS.of(Source(path, 3))
    assert address is not None
    assert not set(address) & set(" <>|\"'`")
    assert DOCS.path_behind(address) == path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://docs.example.com/plan/a/b.md", "a/b.md"),
        ("https://docs.example.com/plan/a/b.md#L1", "a/b.md"),
        ("https://docs.example.com/plan/a/b.md?x=1", "a/b.md"),
        ("https://docs.example.com/plan/", None),
        ("https://docs.example.com/other/a.md", None),
        ("https://docs.example.com.evil.example/plan/a.md", None),
        ("http://docs.example.com/plan/a.md", None),
        ("", None),
    ],
)
def test_only_addresses_of_ours_lead_to_a_page(address: str, path: str | None) -> None:
    assert DOCS.path_behind(address) == path


def test_an_address_of_any_commit_leads_to_its_page() -> None:
    assert CODE.path_behind("https://git.example.com/blob/main/a/b.md?plain=1#L7") == "a/b.md"
    assert Addresses().path_behind("https://git.example.com/a.md") is None
