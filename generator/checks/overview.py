"""The findings on one screen: what is new, who has to do what, what expires, the next command."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import PurePath

from generator.catalogue import said
from generator.checks.finding import Finding, Level
from generator.checks.topics import LAWYER, NOBODY, Owner, Topic, by_owner, topic_of
from generator.errors import in_one_line
from generator.message import counted, say
from generator.places import DATA, placed

MAX_LINES = 60
_SHOWN = 8
"""So many new findings are shown in a line each; the others are counted."""
QUESTIONS = "answers.yml#"
_DOUBT = "TXT-02[unconfirmed]"
WIDTH, _WIDE = 110, 52


@dataclass(frozen=True, slots=True)
class News:
    """What came and what went since other data, named `since`."""

    since: str
    new: Sequence[Finding]
    closed: int

    @classmethod
    def between(cls, before: Iterable[Finding], now: Sequence[Finding], since: str) -> "News":
        """By code, sub-code and place; words may have changed."""
        old = {(f.name, f.place) for f in before if not f.accepted}
        open_now = [f for f in now if not f.accepted]
        new = [f for f in open_now if (f.name, f.place) not in old]
        return cls(since, new, len(old - {(f.name, f.place) for f in open_now}))


@dataclass(frozen=True, slots=True)
class Overview:
    """The findings of a run on `day`, in `language`; `names` are the site and the profile, `data`
    the folder as it was given."""

    findings: Sequence[Finding]
    day: date
    names: Sequence[str]
    language: str
    news: News | None = None
    data: PurePath | str = DATA

    def __str__(self) -> str:
        lines = chain.from_iterable(textwrap.wrap(line, WIDTH) or [""] for line in self._lines())
        return "\n".join(map(in_one_line, lines))

    def _said(self, message: str) -> str:
        return placed(said(message, self.language), self.data)

    def _lines(self) -> Iterator[str]:
        open_ones = [f for f in self.findings if not f.accepted]
        yield " · ".join(self._said(name) for name in (*self.names, say("{day}", day=self.day)))
        yield self._verdict(open_ones)
        if self.news:
            yield from self._new(self.news)
        for number, (owner, topics) in enumerate(by_owner(open_ones).items(), 1):
            yield ""
            yield f"{number}. {self._said(owner.title)}"
            yield from self._topics(owner, topics)
        yield from self._accepted([f for f in self.findings if f.accepted])
        yield ""
        yield from self._next(open_ones)

    def _verdict(self, open_ones: Sequence[Finding]) -> str:
        errors = sum(f.level is Level.ERROR for f in open_ones)
        places = _count(open_ones)
        what = counted("{count} finding", "{count} findings", len(open_ones))
        where = counted("{count} place", "{count} places", places)
        if errors:
            blocking = counted("{count} blocks", "{count} block", errors)
            return self._said(
                say(
                    "No mistake of form. {what} in {where}; {blocking} a publication.",
                    what=what,
                    where=where,
                    blocking=blocking,
                )
            )
        return self._said(
            say(
                "No mistake of form. {what} in {where}; a preview can be built.",
                what=what,
                where=where,
            )
        )

    def _new(self, news: News) -> Iterator[str]:
        yield ""
        yield self._said(
            say(
                "Since {since}: {new} new, {closed} closed.",
                since=news.since,
                new=len(news.new),
                closed=news.closed,
            )
        )
        for finding in news.new[:_SHOWN]:
            place = f"{finding.origin.file.removeprefix('data/')}:{finding.origin.line}"
            line = f"   {place}  {finding.name}  {self._said(finding.message)}"
            begun, *rest = textwrap.wrap(line, WIDTH, subsequent_indent=" " * 6)
            yield begun
            if rest:
                yield _cut(rest[0] + ("…" if rest[1:] else ""))
        more = len(news.new) - _SHOWN
        if more > 0:
            yield f"   {self._said(say('and {more} more', more=more))}"

    def _topics(self, owner: Owner, topics: dict[Topic, list[Finding]]) -> Iterator[str]:
        titles = {topic: self._said(topic.title) for topic in topics}
        for topic, findings in topics.items():
            places = counted("{count} place", "{count} places", _count(findings))
            where = _files(findings) if owner is not NOBODY else ""
            row = f"   {topic.id:<11}{titles[topic]:<{_WIDE}}  {self._said(places):<9}  {where}"
            yield _cut(row.rstrip())
            if owner is LAWYER and len({f.message for f in findings}) == 1:
                yield _cut(f"     {self._said(findings[0].message)}")

    def _accepted(self, accepted: Sequence[Finding]) -> Iterator[str]:
        if not accepted:
            return
        last = min(f.until for f in accepted if f.until)
        count = sum(f.until == last for f in accepted)
        left = (last - self.day).days
        yield ""
        yield self._said(
            say(
                "{accepted} let stand for a reason (data/accepted.yml); the first {count} until "
                "{last}, {left} days from now.",
                accepted=len(accepted),
                count=count,
                last=last,
                left=left,
            )
        )

    def _next(self, open_ones: Sequence[Finding]) -> Iterator[str]:
        """The next step as a command, and as a file or a page for whoever has no terminal."""
        topics = [topic for found in by_owner(open_ones).values() for topic in found]
        if topics:
            first = next(f for f in open_ones if topic_of(f) is topics[0])
            words = say(
                "One topic in full: notices check {one}; by hand, begin at {file}, line {line}",
                one=topics[0].id,
                file=first.origin.file,
                line=first.origin.line,
            )
            yield self._said(words)
        asked = next((f.code for f in open_ones if f.place == QUESTIONS), "")
        if asked or any(f.name == _DOUBT for f in open_ones):
            words = say(
                "Doubts and questions as one form: notices questions --output {file}; by hand, "
                "look for “unconfirmed:” in these files",
                file="questions.docx",
            )
            yield self._said(words)
        if asked:
            words = say(
                "A question is answered by: notices answer {asked}; by hand, in data/answers.yml, "
                "which begins with an example",
                asked=asked,
            )
            yield self._said(words)
        if code := next((f.code for f in open_ones), ""):
            words = say(
                "What a rule asks: notices explain {code}; on the site, the page “Rules”", code=code
            )
            yield self._said(words)
        yield self._said(say("Every finding: notices check --all"))
        yield self._said(
            say("How a file is changed on the website of the repository: data/README.md")
        )


def _count(findings: Sequence[Finding]) -> int:
    """At how many places they are; a question has the lines of its answer for a place."""
    return len({f.block or f.place for f in findings})


def _files(findings: Sequence[Finding]) -> str:
    """The files of findings, those with the most first."""
    counts: dict[str, int] = {}
    for finding in findings:
        file = finding.place.partition("#")[0]
        counts[file] = counts.get(file, 0) + 1
    files = sorted(counts, key=lambda file: (-counts[file], file))
    return ", ".join(files[:3]) + (f", … (+{len(files) - 3})" if len(files) > 3 else "")


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"
