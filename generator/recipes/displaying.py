"""What people hear or see where there is no screen: the spoken notice, the sign of a place.

Both are the first of several layers (Communiqué on Informing art. 5): the notice of the same
collection point is the whole, and without one neither is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from generator import law, loading, pipeline
from generator.checks.rules import spoken_notice_short
from generator.documents import Composer
from generator.errors import LoadingError, Problem
from generator.expression import Expression
from generator.message import Message, say
from generator.model.collection import CollectionPoint
from generator.model.controller import Site
from generator.model.document import Document
from generator.model.facts import Facts
from generator.papers.composing import language_of
from generator.papers.sign import Place, Sign, Size, as_html, as_pdf
from generator.pipeline import Settings
from generator.provenance import Origin
from generator.publication.addresses import Addresses
from generator.releases.archive import Archive
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Timeline

SIGN, SPOKEN, NOTICE = "sign", spoken_notice_short.SPOKEN, "notice"
POINTS = Origin("data/collection-points.yml")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The `words` that are read out, and the title of the notice that a key leads to.

    `draft` says why they are not to be read out yet; empty where nothing stands against it.
    """

    words: str
    language: str
    notice: str
    unconfirmed: bool
    draft: Message | str

    def files(self, point: str) -> Mapping[str, bytes]:
        """The words alone, for whoever records them."""
        return {f"spoken-{point}-{self.language}.txt": f"{self.words}\n".encode()}


@dataclass(frozen=True, slots=True)
class Made:
    """A sign, and why it is not to be put up yet; empty where nothing stands against it."""

    sign: Sign
    draft: Message | str

    def files(self, point: str, *, pdfs: bool) -> Mapping[str, bytes]:
        """Each sheet as a page and, with `pdfs`, as a PDF; raises NoticesError."""
        shapes = {"html": as_html} | ({"pdf": as_pdf} if pdfs else {})
        name = f"sign-{point}-{self.sign.words.language}"
        return {
            f"{name}-{size.name.lower()}.{shape}": make(self.sign, size)
            for size in Size
            for shape, make in shapes.items()
        }


def spoken(settings: Settings, point: str, language: str | None) -> Spoken:
    """What is read out at a collection point; raises NoticesError, which says what is lacking."""
    facts = loading.load(settings.data)
    where = _point(facts, point)
    if where.calls is None:
        raise _lacking(
            where,
            say("nothing says that people are spoken to by telephone at “{id}”.", id=point),
            say(
                "If they are, write “calls:” there: below it “recorded:” (yes or no) and “key:”, "
                "the key that reads out the notice."
            ),
        )
    return _Composing.of(facts, settings, language).spoken(where)


def sign(settings: Settings, point: str, language: str | None) -> Made:
    """The sign of a collection point; raises NoticesError, which says what is lacking."""
    facts = loading.load(settings.data)
    where = _point(facts, point)
    place = place_of(facts, where)
    if place is None:
        raise _lacking(
            where,
            say(
                "nothing says that people stand at a till, at a desk or before cameras at “{id}”.",
                id=point,
            ),
            say(
                "If they do, write “counter: yes” there, or the cameras in cameras.yml, with "
                "“collection_point: {id}”.",
                id=point,
            ),
        )
    return _Composing.of(facts, settings, language).sign(where, place)


def every_spoken(
    facts: Facts, settings: Settings, language: str
) -> tuple[Mapping[str, bytes], int]:
    """The files of each point that has a spoken notice, and how many are in doubt; raises
    NoticesError."""
    composing, files, doubts = _Composing.of(facts, settings, language), dict[str, bytes](), 0
    for point in _with(facts, SPOKEN):
        read_out = composing.spoken(point)
        files |= read_out.files(point.id.value)
        doubts += read_out.unconfirmed
    return files, doubts


def every_sign(
    facts: Facts, settings: Settings, language: str, *, pdfs: bool
) -> tuple[Mapping[str, bytes], int]:
    """The same of signs."""
    composing, files, doubts = _Composing.of(facts, settings, language), dict[str, bytes](), 0
    for point in _with(facts, SIGN):
        if place := place_of(facts, point):
            made = composing.sign(point, place)
            files |= made.files(point.id.value, pdfs=pdfs)
            doubts += made.sign.words.unconfirmed
    return files, doubts


def points_of(facts: Facts, kind: str) -> list[CollectionPoint]:
    """The collection points that have a first layer of a kind."""
    points = facts.collection_points.values()
    return [
        point for point in points if (point.calls if kind == SPOKEN else place_of(facts, point))
    ]


def without(facts: Facts, kind: str) -> list[CollectionPoint]:
    """Those of them for which no document of the type says it."""
    has = _with(facts, kind)
    return [point for point in points_of(facts, kind) if point not in has]


def _with(facts: Facts, kind: str) -> list[CollectionPoint]:
    documents = facts.documents.values()
    return [p for p in points_of(facts, kind) if any(_is_at(d, p, kind) for d in documents)]


def place_of(facts: Facts, point: CollectionPoint) -> Place | None:
    """What hangs there: the sign of cameras, that of a counter, or none."""
    cameras = facts.cameras and facts.cameras.collection_point
    if cameras and cameras.id.value == point.id.value:
        return Place.CAMERAS
    return Place.COUNTER if point.counter and point.counter.value else None


def _point(facts: Facts, name: str) -> CollectionPoint:
    if name not in facts.collection_points:
        message = say("there is no collection point “{id}”.", id=name)
        known = list(facts.collection_points)
        raise LoadingError(Problem(POINTS, message, say("Known: {known}.", known=known)))
    return facts.collection_points[name]


@dataclass(frozen=True, slots=True)
class _Layers:
    """The `first` layer at a collection point and its `notice`, as of today's data; `frozen` is the
    notice in force."""

    site: Site
    first: Expression
    notice: Expression
    frozen: Frozen | None

    @property
    def draft(self) -> Message | str:
        """Why the first layer is not to be used: it would tell of what is not known, or lead to a
        notice that says something else."""
        title = self.notice.title
        if self.first.unconfirmed:
            return say("something in it is not confirmed.")
        if self.frozen is None:
            return say("the notice that it leads to, “{title}”, is not in force.", title=title)
        if self.frozen.layers["full"] != self.notice.layer("full").digest:
            return say("the notice in force says something else than the data of today.")
        return ""

    def address(self, base: str) -> str:
        """Where the text in force stands, whichever it is then: a sign hangs longer than a version.

        `base` is the address of the site; where it is empty, the one that its data says.
        """
        key = self.notice.document, self.notice.language
        slug = self.frozen.slug if self.frozen else self.notice.slug
        own = Addresses(self.site.languages[0].value, {key: slug})
        return (base or f"{self.site.url.value.rstrip('/')}/") + own.of(*key)


@dataclass(frozen=True, slots=True)
class _Composing:
    """What first layers of one site in one language are composed with."""

    facts: Facts
    settings: Settings
    site: Site
    language: str
    composer: Composer
    in_force: Manifest | None

    @classmethod
    def of(cls, facts: Facts, settings: Settings, language: str | None) -> Self:
        """Raises LoadingError for a language that the site does not have."""
        site = pipeline.site_of(facts, settings)
        archive = Archive.of(settings.data, site.id.value)
        seen = Timeline(archive.manifests, settings.day) if archive.folder.is_dir() else None
        return cls(
            facts,
            settings,
            site,
            language_of(site, language),
            pipeline.composer(facts, law.load(), settings, site),
            seen.in_force(settings.day) if seen else None,
        )

    def spoken(self, point: CollectionPoint) -> Spoken:
        """What is read out at a point."""
        own = self._layers(point, SPOKEN)
        words = " ".join(spoken_notice_short.words(own.first))
        doubtful = own.first.unconfirmed
        return Spoken(words, self.language, own.notice.title, doubtful, own.draft)

    def sign(self, point: CollectionPoint, place: Place) -> Made:
        """What hangs at a point."""
        own = self._layers(point, SIGN)
        address = own.address(self.settings.base)
        return Made(Sign(own.first, place, address, bool(own.draft)), own.draft)

    def _layers(self, point: CollectionPoint, kind: str) -> _Layers:
        first, notice = (
            self.composer.compose(
                _document(self.facts, self.site, point, name, self.language), self.language
            )
            for name in (kind, NOTICE)
        )
        frozen = self.in_force.text(notice.document, self.language) if self.in_force else None
        return _Layers(self.site, first, notice, frozen)


def _document(
    facts: Facts, site: Site, point: CollectionPoint, kind: str, language: str
) -> Document:
    here = (d for d in facts.documents.values() if d.stands_on(site) and _is_at(d, point, kind))
    found = next((d for d in here if language in d.languages_on(site)), None)
    if found is None:
        own = point.id.value
        raise _lacking(
            point,
            say(
                "“{id}” has no document of the type “{kind}” in “{language}”.",
                id=own,
                kind=kind,
                language=language,
            ),
            say(
                "Write a file in data/documents/ with “type: {kind}” and “collection_point: {id}”.",
                kind=kind,
                id=own,
            ),
        )
    return found


def _is_at(document: Document, point: CollectionPoint, kind: str) -> bool:
    own = document.collection_point
    return document.type.value == kind and own is not None and own.id.value == point.id.value


def _lacking(point: CollectionPoint, message: Message, hint: Message) -> LoadingError:
    return LoadingError(Problem(point.origin, message, hint))
