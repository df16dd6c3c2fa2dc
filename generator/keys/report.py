"""The keys of `data/` for people: in a terminal, and as a page of the site."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator.catalogue import ENGLISH, said
from generator.keys import Block, File, Key, Meaning, Written
from generator.message import say

EVERYWHERE = say(
    "A value that is in doubt is written “value: …” with “unconfirmed: …” below it, and the reason "
    "or the id of one in doubts.yml; “internal: yes” keeps it out of every text. Both may stand in "
    "a block as well, for all of it."
)
DEFAULTS = say("Keys below `defaults:` at the top of the file hold for every entry without them.")
_WIDTH = 88
_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class _Line:
    """A key and the keys that lead to it; what its block or choices mean is explained once."""

    path: tuple[str, ...]
    key: Key
    about: str
    meanings: tuple[tuple[str, Meaning], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The files in words of `language`, which are those that `keys.files` gave for it."""

    files: Sequence[File]
    language: str = ENGLISH

    def listing(self) -> str:
        """A line for each file."""
        width = max(len(file.name) for file in self.files)
        listed = (f"{file.name:<{width}}  {_first(file.block.about)}" for file in self.files)
        return "".join(f"{_plain(line)}\n" for line in listed)

    def text(self, file: File) -> str:
        """One file with all its keys."""
        return "".join(f"{line}\n" for line in self._file(file))

    def html(self) -> str:
        """The files, then a section for each; keys of a block are written with the block's key."""
        rows = (f"<li>{_link(f.name)}: {_inline(_first(f.block.about))}</li>" for f in self.files)
        sections = "".join(map(self._section, self.files))
        return f'<div class="keys" lang="{self.language}"><ul>{"".join(rows)}</ul>{sections}</div>'

    def _said(self, message: str) -> str:
        return said(message, self.language)

    def _file(self, file: File) -> Iterator[str]:
        yield (
            self._said(say("{file} in a file room", file=file.name))
            if file.in_room
            else (f"data/{file.name}")
        )
        yield from _wrapped(self._introduction(file))
        yield ""
        for line in self._lines(file.block):
            indent = "  " * len(line.path)
            need = f", {self._need(line.key)}" if line.key.required else ""
            words = self._written(line, may_be_unknown=not file.in_room)
            yield from _wrapped(f"{line.key.name}: {words}{need}", indent, "    ")
            yield from _wrapped(line.about, indent + "    ")
            for choice, meaning in line.meanings:
                words = f"{choice}: {meaning}" if meaning else choice
                yield from _wrapped(words, indent + "    ", hanging="    ")
        if not file.in_room:
            yield ""
            yield from _wrapped(self._said(EVERYWHERE))

    def _introduction(self, file: File) -> str:
        folder = file.name.removesuffix(".yml")
        may = f" {self._said(say('It may be absent.'))}" if file.optional else ""
        more = [self._said(DEFAULTS)] if file.defaults else []
        if folder != file.name and not file.in_room:
            more.append(
                self._said(
                    say(
                        "A long one may be divided: the files in `{folder}/` are read as one with "
                        "it.",
                        folder=folder,
                    )
                )
            )
        return "\n".join([f"{self._said(file.many.value)}{may}", file.block.about, *more])

    def _section(self, file: File) -> str:
        rows = "".join(self._row(line) for line in self._lines(file.block))
        return (
            f'<h2 id="{anchor(file.name)}"><code>{escape(file.name)}</code></h2>'
            f"{_paragraphs(self._introduction(file))}<dl>{rows}</dl>"
        )

    def _row(self, line: _Line) -> str:
        need = f" ({_inline(self._need(line.key))})" if line.key.required else ""
        written = escape(self._written(line), quote=False)
        if line.key.home:
            written = written.replace(line.key.home, _link(line.key.home))
        listed = "".join(f"<li><code>{c}</code> {self._meant(m)}</li>" for c, m in line.meanings)
        return (
            f"<dt><code>{escape('.'.join((*line.path, line.key.name)))}</code>{need}</dt>"
            f"<dd><p>{written[0].upper()}{written[1:]}.</p>{_paragraphs(line.about)}"
            f"{f'<ul>{listed}</ul>' if listed else ''}</dd>"
        )

    def _meant(self, meaning: Meaning) -> str:
        words = (
            escape(words, quote=False)
            if code == self.language
            else f'<span lang="{code}">{escape(words)}</span>'
            for code, words in meaning.words.items()
        )
        articles = f" ({', '.join(meaning.articles)})" if meaning.articles else ""
        return f"{'; '.join(words)}{articles}"

    def _lines(self, block: Block) -> Iterator[_Line]:
        """The keys of a block and of the blocks inside it; a type of block is opened once."""
        yield from self._opened(block, (), set())

    def _opened(self, block: Block, path: tuple[str, ...], seen: set[object]) -> Iterator[_Line]:
        for key in block.keys:
            inner, explained = key.block, any(key.choices.values())
            meanings = tuple(key.choices.items()) if explained else ()
            if inner is None:
                choices = tuple(key.choices)
                yield _Line(path, key, key.about, () if choices in seen else meanings)
                seen.add(choices)
            elif inner.name in seen:
                above = self._said(say("Its keys are those of the same block above."))
                yield _Line(path, key, above)
            else:
                seen.add(inner.name)
                yield _Line(path, key, inner.about)
                yield from self._opened(inner, (*path, key.name), seen)

    def _need(self, key: Key) -> str:
        if not key.unless:
            return self._said(say("required"))
        return self._said(say("required, unless “{other}” says it", other=key.unless))

    def _written(self, line: _Line, *, may_be_unknown: bool = True) -> str:
        key, what = line.key, line.key.home
        if key.choices:
            what = self._said(say("these")) if line.meanings else ", ".join(key.choices)
        words = key.written.of(what, self.language)
        if key.listed and key.written is not Written.DATA:
            return self._said(say("a list, each {words}", words=words))
        if key.may_be_unknown and may_be_unknown:
            return self._said(
                say(
                    "{words}; where nobody knows it: {{unconfirmed: …}}, what is asked", words=words
                )
            )
        return words


def anchor(name: str) -> str:
    """The id of the section of a file."""
    return name.removesuffix(".yml").strip("/")


def _link(name: str) -> str:
    return f'<a href="#{anchor(name)}"><code>{escape(name)}</code></a>'


def _wrapped(words: str, indent: str = "", hanging: str = "") -> Iterator[str]:
    for paragraph in _plain(words).splitlines():
        yield from textwrap.wrap(
            paragraph, _WIDTH, initial_indent=indent, subsequent_indent=indent + hanging
        )


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in _inline(words).splitlines())


def _inline(words: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(words, quote=False))


def _first(about: str) -> str:
    return about.partition("\n")[0]


def _plain(words: str) -> str:
    return _CODE.sub(r"“\1”", words)
