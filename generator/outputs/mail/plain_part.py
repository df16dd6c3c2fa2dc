"""The plain part of a mail: every line of the texts that it carries, in order."""

from collections.abc import Iterator

from generator.outputs.mail import lines as lines
from generator.outputs.mail.mail import Enclosed, Mail, one_line

_RULE = "=" * 60


def plain(mail: Mail) -> str:
    """The whole part, with line ends of one character and a final one."""
    return "\n".join([*_head(mail), *_texts(mail), *_foot(mail)]) + "\n"


def _head(mail: Mail) -> Iterator[str]:
    yield from (one_line(mail.brand), "", one_line(mail.opening), "")
    yield from (f"{term}: {value}" for term, value in mail.changes())


def _texts(mail: Mail) -> Iterator[str]:
    for enclosed in mail.texts:
        yield from ("", "", _RULE, one_line(enclosed.text.title), _RULE)
        yield from _text(mail, enclosed)


def _text(mail: Mail, enclosed: Enclosed) -> Iterator[str]:
    leading: list[tuple[str, str]] = []
    for layer in enclosed.layers:
        title = mail.labels["in_short" if layer.name == "short" else "in_full"]
        yield from ("", f"--- {title} ---", "", lines.plain(layer.html))
        leading += lines.links(layer.html, enclosed.absolute)
    yield ""
    yield f"{mail.address_label(enclosed)}: {enclosed.url}"
    if enclosed.redline:
        yield f"{mail.labels['redline_at']}: {enclosed.redline}"
    yield from (f"{words}: {address}" for words, address in dict.fromkeys(leading))
    yield from (f"{term}: {value}" for term, value in mail.about(enclosed))


def _foot(mail: Mail) -> Iterator[str]:
    yield from ("", _RULE, "", mail.labels["for_information"], one_line(mail.controller), mail.home)
