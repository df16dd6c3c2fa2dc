"""The keys of `data/` for people: in a terminal, and as a page of the site, in English."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator.keys import Block, File, Key, Meaning, Written

EVERYWHERE = (
    "A value that is in doubt is written “value: …” with “unconfirmed: …” below it, and the reason "
    "or the id of one in doubts.yml; "
    "“internal: yes” keeps it out of every text. Both may stand in a block as well, for all of it."
)
DEFAULTS = "Keys below `defaults:` at the top of the file hold for every entry without them."
_OWN = "en"
"""The language of the explanations."""
_WIDTH = 88
_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class _Line:
    """A key and the keys that lead to it; what its block or choices mean is explained once."""

    path: tuple[str, ...]
    key: Key
    about: str
    meanings: tuple[tuple[str, Meaning], ...] = ()


def listing(files: Sequence[File]) -> str:
    """A line for each file."""
    width = max(len(file.name) for file in files)
    listed = (f"{file.name:<{width}}  {_first(file.block.about)}" for file in files)
    return "".join(f"{_plain(line)}\n" for line in listed)


def as_text(file: File) -> str:
    """One file with all its keys."""
    return "".join(f"{line}\n" for line in _file(file))


def _file(file: File) -> Iterator[str]:
    yield f"data/{file.name}"
    yield from _wrapped(_introduction(file))
    yield ""
    for line in _lines(file.block):
        indent = "  " * len(line.path)
        need = f", {_need(line.key)}" if line.key.required else ""
        yield from _wrapped(f"{line.key.name}: {_written(line)}{need}", indent, hanging="    ")
        yield from _wrapped(line.about, indent + "    ")
        for choice, meaning in line.meanings:
            yield from _wrapped(f"{choice}: {meaning}", indent + "    ", hanging="    ")
    yield ""
    yield from _wrapped(EVERYWHERE)


def _wrapped(words: str, indent: str = "", hanging: str = "") -> Iterator[str]:
    for paragraph in _plain(words).splitlines():
        yield from textwrap.wrap(
            paragraph, _WIDTH, initial_indent=indent, subsequent_indent=indent + hanging
        )


def _introduction(file: File) -> str:
    may = " It may be absent." if file.optional else ""
    defaults = f"\n{DEFAULTS}" if file.defaults else ""
    return f"{file.many.value}{may}\n{file.block.about}{defaults}"


def as_html(files: Iterable[File]) -> str:
    """The files, then a section for each; the keys of a block are written with the block's key."""
    known = list(files)
    listed = "".join(f"<li>{_link(f.name)}: {_inline(_first(f.block.about))}</li>" for f in known)
    sections = "".join(map(_section, known))
    return f'<div class="keys" lang="{_OWN}"><ul>{listed}</ul>{sections}</div>'


def anchor(name: str) -> str:
    """The id of the section of a file."""
    return name.removesuffix(".yml").strip("/")


def _link(name: str) -> str:
    return f'<a href="#{anchor(name)}"><code>{escape(name)}</code></a>'


def _section(file: File) -> str:
    rows = "".join(_row(line) for line in _lines(file.block))
    return (
        f'<h2 id="{anchor(file.name)}"><code>{escape(file.name)}</code></h2>'
        f"{_paragraphs(_introduction(file))}<dl>{rows}</dl>"
    )


def _row(line: _Line) -> str:
    need = f" ({_inline(_need(line.key))})" if line.key.required else ""
    written = escape(_written(line), quote=False)
    if line.key.home:
        written = written.replace(line.key.home, _link(line.key.home))
    listed = "".join(f"<li><code>{c}</code> {_meant(m)}</li>" for c, m in line.meanings)
    return (
        f"<dt><code>{escape('.'.join((*line.path, line.key.name)))}</code>{need}</dt>"
        f"<dd><p>{written[0].upper()}{written[1:]}.</p>{_paragraphs(line.about)}"
        f"{f'<ul>{listed}</ul>' if listed else ''}</dd>"
    )


def _meant(meaning: Meaning) -> str:
    words = (
        escape(words, quote=False)
        if code == _OWN
        else f'<span lang="{code}">{escape(words)}</span>'
        for code, words in meaning.words.items()
    )
    articles = f" ({', '.join(meaning.articles)})" if meaning.articles else ""
    return f"{'; '.join(words)}{articles}"


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in _inline(words).splitlines())


def _inline(words: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(words, quote=False))


def _lines(block: Block) -> Iterator[_Line]:
    """The keys of a block and of the blocks inside it; a type of block is opened once."""
    yield from _opened(block, (), set())


def _opened(block: Block, path: tuple[str, ...], seen: set[object]) -> Iterator[_Line]:
    for key in block.keys:
        inner, meanings = key.block, tuple(pair for pair in key.choices.items() if pair[1])
        if inner is None:
            choices = tuple(key.choices)
            yield _Line(path, key, key.about, () if choices in seen else meanings)
            seen.add(choices)
        elif inner.name in seen:
            yield _Line(path, key, "Its keys are those of the same block above.")
        else:
            seen.add(inner.name)
            yield _Line(path, key, inner.about)
            yield from _opened(inner, (*path, key.name), seen)


def _need(key: Key) -> str:
    return f"required, unless “{key.unless}” says it" if key.unless else "required"


def _written(line: _Line) -> str:
    key, words = line.key, line.key.written.value
    if key.choices:
        words = f"{words} {'these' if line.meanings else ', '.join(key.choices)}"
    if key.home:
        words = f"{words} {key.home}"
    return f"a list, each {words}" if key.listed and key.written is not Written.DATA else words


def _first(about: str) -> str:
    return about.partition("\n")[0]


def _plain(words: str) -> str:
    return _CODE.sub(r"“\1”", words)
