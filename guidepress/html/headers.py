"""What a server is to send with the pages: `_headers`, for Netlify and Cloudflare.

It says the policy of the pages once more, with what a page cannot say of itself.  The
hashes in it change with each build, so it is written beside the pages; a server that
does not know the file shows a few lines of text to whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx

from .assets import is_own_site
from .policy import SERVE

#: The name of the file, at the root of the website.
HEADERS = "_headers"

#: What a `<meta>` may not say: no other page may show one of ours within it.
FRAMES = "frame-ancestors 'none'"

#: For every page.  What a browser can do and no page of ours asks for is forbidden.
SENT = {
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "microphone",
            "payment",
            "usb",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def write_headers(app: Sphinx, error: Exception | None) -> None:
    """Write the file, save for a site that reloads itself and has no policy."""
    if error or not is_own_site(app.builder):
        return
    outdir = Path(app.outdir)
    outdir.joinpath(HEADERS).unlink(missing_ok=True)
    if app.tags.has(SERVE):
        return
    policies = set(map(read_policy, outdir.rglob("*.html")))
    policy = join_policies(sorted(policies))
    lines = ["/*", f"  Content-Security-Policy: {policy}; {FRAMES}"]
    lines += [f"  {name}: {value}" for name, value in SENT.items()]
    for book in sorted(outdir.rglob("*.epub")):
        lines += [f"/{book.relative_to(outdir).as_posix()}"]
        lines += ["  Content-Type: application/epub+zip"]
    outdir.joinpath(HEADERS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_policy(page: Path) -> str:
    """Return the policy that a page has, or ""."""
    tree = html.parse(page, html.HTMLParser(encoding="utf-8"))
    return "".join(tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content"))


def join_policies(policies: Iterable[str]) -> str:
    """Return one policy that permits what each of these does, and no more.

    A browser obeys both, the page's own and the server's: so each page still runs only
    what is its own.
    """
    joined: dict[str, dict[str, None]] = {}
    for policy in policies:
        for name, sources in split_policy(policy):
            joined.setdefault(name, {}).update(dict.fromkeys(sources))
    return "; ".join(" ".join([name, *sources]) for name, sources in joined.items())


def split_policy(policy: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each directive, and its sources."""
    for directive in filter(None, policy.split("; ")):
        name, *sources = directive.split()
        yield name, sources
