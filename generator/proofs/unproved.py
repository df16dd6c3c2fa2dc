"""What the proof of a site does not reach, for anyone who relies on it."""

from collections.abc import Callable, Iterator, Sequence

from generator.message import say
from generator.outputs.site import headers, security_txt, sitemap
from generator.publication import Publication
from generator.releases.archive import Archive

_SHOWN = 6
_KINDS: dict[str, Callable[[str], bool]] = {
    say("pages that people wrote"): lambda name: name.endswith(".html"),
    say("style sheets, icons and scripts"): lambda name: name.startswith("assets/"),
    say("PDFs that no release kept"): lambda name: name.endswith(".pdf"),
    say("files for hosts and search engines"): {
        *headers.files(), security_txt.PATH, sitemap.PATH
    }.__contains__,
    say("other files"): lambda _: True,
}  # fmt: skip


def sentences(site: Publication, others: Sequence[str]) -> Iterator[str]:
    """What was not proved: what the site says of itself, and its `others`, the files that no
    archive holds."""
    known = set(_printed(site.archive))
    claims = (
        (say("the name of the data controller"), site.controller),
        (say("the name of the site"), site.site.brand.value),
        (say("the address of the site"), site.base),
    )
    for what, name in claims:
        if name and name not in known:
            yield say("{what}, which no text states: “{name}”", what=what, name=name)
    yield say("which e-mails there are, which texts they carry, their subjects and first sentences")
    yield say("the words of the menu over each page")
    left = list(others)
    for kind, belongs in _KINDS.items():
        names = [name for name in left if belongs(name)]
        left = [name for name in left if not belongs(name)]
        if names:
            more = len(names) - _SHOWN
            shown = names[:_SHOWN]
            yield (
                say("{kind}: {files} and {count} more", kind=kind, files=shown, count=more)
                if more > 0
                else say("{kind}: {files}", kind=kind, files=shown)
            )
    yield say("what a server sends to somebody else: other files, headers, redirects")


def _printed(archive: Archive) -> Iterator[str]:
    """Every fact that a text of the archive states."""
    for release in archive.releases:
        if release.id not in archive.withdrawals and "facts.json" in release.files:
            for clauses in archive.facts(release.id).values():
                for facts in clauses.values():
                    for words in facts.values():
                        yield from words
