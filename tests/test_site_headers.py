"""What a server is to send with the pages, and where their links lead."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.html.headers import join_policies, read_policy
from guidepress.project import Project

from .readers.site import Site

#: What follows a reader from page to page, behind the address of a link.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid")


def read_headers(folder: Path) -> dict[str, dict[str, str]]:
    """Return the headers of each path."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            path = line
        else:
            name, _, value = line.strip().partition(": ")
            found.setdefault(path, {})[name] = value
    return found


def test_server_says_the_policy_of_the_pages(book: Project) -> None:
    folder = book.dist / "site"
    sent = read_headers(folder)["/*"]["Content-Security-Policy"]
    policies = {read_policy(page) for page in folder.rglob("*.html")}
    assert sent == f"{join_policies(sorted(policies))}; frame-ancestors 'none'"
    assert all(
        source in sent
        for policy in policies
        for directive in policy.split("; ")
        for source in directive.split()
    )


def test_policies_are_joined_by_what_they_permit() -> None:
    joined = join_policies(["a 'none'; b 'self' x", "", "a 'none'; b 'self' y"])
    assert joined == "a 'none'; b 'self' x y"


def test_server_says_what_a_page_cannot(book: Project) -> None:
    headers = read_headers(book.dist / "site")
    assert headers["/*"]["X-Content-Type-Options"] == "nosniff"
    assert headers["/*"]["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in headers["/*"]["Permissions-Policy"]
    epub = headers["/downloads/anxious-attachment.epub"]
    assert epub == {"Content-Type": "application/epub+zip"}


@pytest.mark.sphinx("html", testroot="html-site", freshenv=True, tags=["serve"])
def test_site_that_reloads_itself_sends_no_policy(app: SphinxTestApp) -> None:
    app.build()
    assert not (Path(app.outdir) / "_headers").exists()


def is_tracking(address: str) -> bool:
    return any(
        name.lower().startswith(TRACKING)
        for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)
    )


def test_no_link_says_where_a_reader_came_from(book: Project) -> None:
    links = list(Site(book.dist / "site").links)
    assert any(link.href.startswith("https://") for link in links)
    assert [link for link in links if is_tracking(link.href)] == []
    assert is_tracking("https://example.org/?a=1&utm_source=guide")  # it bites
