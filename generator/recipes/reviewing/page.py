"""The sections of a review in the language of its reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import languages
from generator.catalogue import said
from generator.checks import Finding, by_code
from generator.checks.topics import Owner
from generator.comparison import What
from generator.errors import UNREAD, Problem
from generator.keys.names import file_called
from generator.message import Message, counted, say
from generator.recipes.reviewing.blocks import (
    Block,
    Heading,
    Inline,
    Items,
    Kind,
    Paragraph,
    Piece,
    Section,
    Table,
    marked,
)
from generator.recipes.reviewing.parts import Part
from generator.recipes.reviewing.review import Review
from generator.recipes.reviewing.spoken import KEPT
from generator.recipes.reviewing.values import Changed
from generator.recipes.reviewing.words import redline
from generator.releases.record import ChangeKind

MARKS = (say("[taken out]"), say("[put in]"))
"""What is said before words that went and words that came, where their marks are not seen."""
WHAT: Mapping[What, Message] = {
    What.ADDED: say("new clause"),
    What.REMOVED: say("no more"),
    What.REWORDED: say("reworded"),
    What.MOVED: say("stands elsewhere"),
    What.FACTS: say("a fact changes"),
    What.LINKS: say("a link changes"),
    What.MARKUP: say("looks different"),
    What.TITLE: say("title or summary"),
    What.FIELDS: say("fields of the form"),
    What.SPELLING: say("spelling"),
}
KINDS: Mapping[ChangeKind, Message] = {
    ChangeKind.FIRST: say("the first release"),
    ChangeKind.SUBSTANTIVE: say("substantive"),
    ChangeKind.EDITORIAL: say("editorial"),
}
_LISTED = 40
"""So many findings and values are shown; the others are counted."""


@dataclass(frozen=True)
class Page:
    """A review in `language`. `preview` is the address at which a site of it can be seen, `public`
    leaves out what only those may read who prepare the texts: words that are not released, values,
    reasons and doubts."""

    review: Review
    language: str
    preview: str = ""
    public: bool = False

    @property
    def title(self) -> str:
        """The title of the page."""
        brand = self.review.brand
        return self.say(say("{brand}: what this request changes", brand=brand)) if brand else (
            self.say(say("What this request changes"))
        )  # fmt: skip

    @property
    def marks(self) -> tuple[str, str]:
        """What is said before words that went and words that came."""
        old, new = map(self.say, MARKS)
        return old, new

    def more(self, url: str) -> Inline:
        """What stands in the place of sections that were left out."""
        words = self.say(say("The rest is too long for a comment."))
        if not url:
            return [Piece(words)]
        return [Piece(f"{words} "), Piece(self.say(say("The whole review")), Kind.LINK, url)]

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The sections, the ones that matter most first."""
        return list(self._sections())

    def say(self, message: str) -> str:
        """A message in the language of the reader."""
        return said(message, self.language)

    def _sections(self) -> Iterator[Section]:
        review = self.review
        first: list[Block] = [Heading(2, [Piece(self.title)]), *self._verdict()]
        if review.mistakes:
            yield Section([*first, Items([[Piece(self._mistake(p))] for p in review.mistakes])])
            return
        yield Section([*first, *(Paragraph([Piece(self.say(note))]) for note in review.notes)])
        if review.compared and review.documents:
            yield Section([self._heading(say("What follows at the next release")), self._follows()])
        elif review.follows and review.follows.blocked:
            yield Section([Items([self._blocked()])])
        if review.values and not self.public:
            yield Section([self._heading(say("Changed in the data")), *self._values()])
        if review.documents:
            yield Section([self._heading(say("Changed texts")), self._documents()])
        if review.parts:
            heading = self._heading(say("Changed clauses"))
            for number, part in enumerate(review.parts):
                yield Section([*([] if number else [heading]), *self._part(part)])
        yield from self._findings()
        yield Section([Paragraph([Piece(self.say(self._compared()))])])

    def _mistake(self, problem: Problem) -> str:
        if self.public:
            return self.say(say("{origin}: {unread}", origin=problem.origin, unread=UNREAD))
        return self.say(problem.line)

    def _compared(self) -> Message:
        if not self.review.compared:
            return say("As of {day}.", day=self.review.day)
        return say("Compared with {base}, as of {day}.", base=self.review.base, day=self.review.day)

    def _heading(self, message: Message) -> Heading:
        return Heading(3, [Piece(self.say(message))])

    def _verdict(self) -> Iterator[Paragraph]:
        review = self.review
        if review.mistakes:
            words = counted(
                "The data cannot be read: {count} mistake. Nothing else can be said before it is "
                "corrected.",
                "The data cannot be read: {count} mistakes. Nothing else can be said before they "
                "are corrected.",
                len(review.mistakes),
            )
        elif not review.compared or review.follows is None:
            return
        else:
            words = self._outcome()
        yield Paragraph([Piece(self.say(words), Kind.STRONG)])

    def _outcome(self) -> Message:
        follows = self.review.follows
        assert follows
        if follows.kind is None:
            if self.review.values:
                return say(
                    "No text changes: because of this request nothing is released, and nobody is "
                    "informed or asked anew."
                )
            return say("Nothing changes in the data or in the texts.")
        if follows.since is None:
            return say(
                "Nothing has been released yet: this becomes a part of the first release, which "
                "everybody reads for the first time."
            )
        if follows.kind is ChangeKind.SUBSTANTIVE:
            return say("The next release must be substantive: {why}.", why=follows.why)
        if all(part.spelling for part in self.review.parts):
            return say(
                "The next release may be editorial, and nobody is informed or asked anew: {why}. "
                "Both roles of its approval must state that nothing but spelling was corrected "
                "(spelling_only: yes).",
                why=follows.why,
            )
        return say(
            "The next release may be editorial if no meaning changes: {why}. Where a meaning "
            "changes, it is released with --kind substantive, and people are informed anew.",
            why=follows.why,
        )

    def _follows(self) -> Items:
        follows = self.review.follows
        assert follows
        items = list(self._kind())
        serious = follows.kind is ChangeKind.SUBSTANTIVE and follows.since is not None
        if serious or follows.inform:
            label = say("To be informed anew")
            items.append(self._labelled(label, follows.inform, say("nobody")))
        if serious:
            items.append(self._labelled(say("To be asked anew"), follows.ask, say("nobody")))
        if follows.replaced:
            label = say("Replaced on the site, nobody is told one by one")
            items.append(self._labelled(label, follows.replaced, say("nothing")))
        items += [
            self._labelled(say("To be reported"), [one] if one else [], say("nothing"))
            for one in (*follows.report, *(() if follows.report else ("",)))
        ]
        if self.review.one_sided:
            items.append([Piece("⚠ "), *self._one_sided()])
        items.append(self._blocked())
        return Items(items)

    def _kind(self) -> Iterator[Inline]:
        follows = self.review.follows
        assert follows
        if follows.since is None:
            words = say("the first one; it holds all texts")
        elif follows.release is None:
            words = say("none is needed: the texts are those of {since}", since=follows.since)
        else:
            kind = KINDS[follows.release]
            words = say(
                "{kind} (--kind {option}), compared with the release {since}",
                kind=kind,
                option=follows.release.value,
                since=follows.since,
            )
        yield self._labelled(say("Next release"), [words], words)
        if follows.waiting:
            label = say("It also holds what was changed earlier")
            yield self._labelled(label, [follows.waiting], say("nothing"))

    def _labelled(self, label: Message, words: Sequence[object], nothing: Message) -> Inline:
        listed = "; ".join(
            self.say(one if isinstance(one, Message) else say("{one}", one=one))
            for one in words or [nothing]
        )
        return [Piece(self.say(label), Kind.STRONG), Piece(f": {listed}")]

    def _one_sided(self) -> Inline:
        count = len(self.review.one_sided)
        words = counted(
            "{count} clause changes in one language alone; the other one must say the same.",
            "{count} clauses change in one language alone; the other one must say the same.",
            count,
        )
        return [Piece(self.say(words), Kind.STRONG)]

    def _blocked(self) -> Inline:
        follows = self.review.follows
        assert follows
        if not follows.blocked:
            words = say("yes, once it is approved")
        else:
            words = counted(
                "no: {count} finding of the check for a release forbids it, {new} new; the check "
                "of a preview may count fewer",
                "no: {count} findings of the check for a release forbid it, {new} of them new; the "
                "check of a preview may count fewer",
                follows.blocked,
                new=self.review.blocking if self.review.compared else 0,
            )
            if not self.review.compared:
                words = counted(
                    "no: {count} finding of the check for a release forbids it",
                    "no: {count} findings of the check for a release forbid it",
                    follows.blocked,
                )
        return self._labelled(say("Release today"), [words], words)

    def _values(self) -> Iterator[Table | Paragraph]:
        shown = self.review.values[:_LISTED]
        rows = [
            [[self._name(value)], self._redlined(value), [self._where(value)]] for value in shown
        ]
        head = [self.say(say("What")), self.say(say("Change")), self.say(say("Where"))]
        yield Table(head, rows)
        yield from self._and_more(len(self.review.values) - len(shown))

    def _and_more(self, more: int) -> Iterator[Paragraph]:
        if more > 0:
            yield Paragraph([Piece(self.say(say("and {more} more", more=more)))])

    def _name(self, value: Changed) -> Inline:
        words = value.named(self.language)
        if value.language:
            words = f"{words} ({value.language})"
        if value.internal:
            words = f"{words} ({self.say(say('internal'))})"
        return [Piece(words)]

    def _where(self, value: Changed) -> Inline:
        title = file_called(value.file, self.language)
        file = Piece(value.file, Kind.CODE)
        return [file] if title == value.file else [Piece(f"{title} "), file]

    def _redlined(self, value: Changed) -> list[Inline]:
        if value.internal:
            return [[Piece(self.say(KEPT))]]
        code = value.language or self.language
        was, now = (value.lines(one, code) for one in (value.before, value.after))
        rows: list[Inline] = [marked(line) for line in redline(was, now)]
        if value.confirmed:
            rows.append([Piece(self.say(say("confirmed")), Kind.NEW)])
        return rows or [[Piece(self.say(say("written otherwise, and says the same")))]]

    def _documents(self) -> Table:
        review = self.review
        rows = []
        for document in review.documents:
            title = review.titles[document].in_language(self.language)
            state = [Piece(self.say(self._state(document)))]
            rows.append([[[Piece(title)]], [state], [list(self._links(document))]])
        head = [self.say(say("Text")), self.say(say("Change")), self.say(say("Preview"))]
        if not self.preview or self.public:
            return Table(head[:2], [row[:2] for row in rows])
        return Table(head, rows)

    def _state(self, document: str) -> Message:
        review = self.review
        if document in review.come:
            return say("new text")
        if document in review.gone_documents:
            return say("no more")
        own = [part for part in review.parts if any(w.document == document for w in part.where)]
        serious = any(part.substantive for part in own)
        return KINDS[ChangeKind.SUBSTANTIVE if serious else ChangeKind.EDITORIAL]

    def _links(self, document: str) -> Iterator[Piece]:
        pages = [(c, self.review.pages.get((document, c))) for c in self.review.languages]
        known = [(code, page) for code, page in pages if page is not None]
        for number, (code, page) in enumerate(known):
            yield from [Piece(" · ")] if number else []
            yield Piece(_name_of(code), Kind.LINK, f"{self.preview.rstrip('/')}/{page}")

    def _part(self, part: Part) -> Iterator[Heading | Paragraph | Table]:
        heading = part.headings.get(self.language) or next(filter(None, part.headings.values()), "")
        whats = dict.fromkeys(part.what.values())
        what = ", ".join(self.say(WHAT[one]) for one in whats)
        yield Heading(4, [Piece(f"{heading} – {what}" if heading else what)])
        if part.values and not self.public:
            names = "; ".join(dict.fromkeys(v.named(self.language) for v in part.values))
            yield Paragraph([Piece(self.say(say("Because of:")), Kind.STRONG), Piece(f" {names}")])
        yield Paragraph([Piece(self.say(say("In:")), Kind.STRONG), *self._places(part)])
        if part.alone and not part.spelling:
            other = [_name_of(code) for code in part.headings if code not in part.what]
            words = say(
                "⚠ {changed} changes alone; {other} stands as it was.",
                changed=_name_of(part.alone),
                other=other,
            )
            yield Paragraph([Piece(self.say(words), Kind.STRONG)])
        if not self.public and any(part.words.values()):
            yield self._beside(part)

    def _places(self, part: Part) -> Iterator[Piece]:
        layers: dict[str, list[str]] = {}
        for where in part.where:
            layers.setdefault(where.document, []).append(where.layer)
        listed = []
        for document, names in layers.items():
            title = self.review.titles[document].in_language(self.language)
            short = names == ["short"]
            listed.append(f"{title} ({self.say(say('short layer'))})" if short else title)
        yield Piece(f" {'; '.join(listed)}")

    def _beside(self, part: Part) -> Table:
        codes = [code for code in self.review.languages if code in part.words]
        still = [Piece(self.say(say("(unchanged)")))]
        cells = [[marked(line) for line in part.words[code]] or [still] for code in codes]
        return Table([_name_of(code) for code in codes], [cells], codes)

    def _findings(self) -> Iterator[Section]:
        review = self.review
        heading = say("New findings") if review.compared else say("Findings")
        if review.new:
            blocks: list[Block] = [self._heading(heading)]
            for owner, findings in review.new_by_owner.items():
                blocks += self._owned(owner, findings)
            yield Section(blocks)
        if review.gone:
            names = [f"{f.name} {f.place}" for f in review.gone[:_LISTED]]
            blocks = [self._heading(say("Closed findings")), Items([[Piece(n)] for n in names])]
            yield Section([*blocks, *self._and_more(len(review.gone) - len(names))])

    def _owned(self, owner: Owner, findings: Sequence[Finding]) -> Iterator[Paragraph | Items]:
        yield Paragraph([Piece(self.say(owner.title), Kind.STRONG)])
        shown = findings[:_LISTED]
        yield Items([list(self._finding(finding)) for finding in shown])
        yield from self._and_more(len(findings) - len(shown))

    def _finding(self, finding: Finding) -> Iterator[Piece]:
        yield Piece(f"{self.say(finding.level.words)} {finding.name} ")
        yield Piece(f"{finding.origin.file}:{finding.origin.line}", Kind.CODE)
        if self.public:
            yield Piece(f" {self.say(by_code()[finding.code].what)}")
        else:
            yield Piece(f" {self.say(finding.message)} {self.say(finding.hint)}")


def _name_of(code: str) -> str:
    return languages.get(code).name
