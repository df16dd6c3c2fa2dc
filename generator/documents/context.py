"""What a template sees of the facts: a closed list of names, each with what it means.

What a template is given about “all purposes” or “all recipients” is selected here, in the order in
which the data names it. Beside these names it has the globals of the renderer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from generator.documents import asked, grouping
from generator.documents.grouping import Line, Means, Table
from generator.documents.recipients import for_every_purpose, recipients
from generator.documents.types import document_types, is_paper
from generator.model.bases import Basis
from generator.model.collection import CollectionPoint
from generator.model.controller import Controller, Site
from generator.model.cookies import Cookie, Cookies
from generator.model.coverage import CONSENT, covered
from generator.model.data import DataCategory, DataItem
from generator.model.disposal import RETENTION_POLICY, Disposal
from generator.model.document import Document
from generator.model.facts import Facts, Law
from generator.model.form import FormPurpose
from generator.model.identity import JointController, OtherController, SeparateController
from generator.model.practices import Practices
from generator.model.premises import Cameras
from generator.model.processing import DataSubject, ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.model.statements import (
    Application,
    Glossary,
    MessagePreferences,
    Promises,
    Security,
    SecurityReports,
)
from generator.model.traversal import contents
from generator.provenance import Origin

C = TypeVar("C", bound=OtherController)


@dataclass(frozen=True, slots=True)
class Matter:
    """Some purposes with all their data and recipients, each once, in the order of naming.

    `transfers_stated` is whether each purpose says to whom it gives data, or that it gives it to
    nobody. `subjects` are the people whose data it is, where one consent is asked of them.
    `by_basis` are the same purposes as lines of a short layer, each basis once; `beside_contract`
    what each of those that rest on a contract has besides, which is said once below the lines;
    `for_outsiders` whether that is for people alone who are no party to it.
    """

    purposes: Sequence[Purpose]
    by_basis: Sequence[Line]
    beside_contract: Sequence[Basis]
    for_outsiders: bool
    data: Sequence[DataItem]
    recipients: Sequence[Recipient]
    transfers_stated: bool
    subjects: Sequence[DataSubject] = ()


def _means(words: str) -> Any:
    """A name of the context; `words` say what it means to the person who writes a template."""
    return field(metadata={"meaning": words})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The names that a template may use; there are no others. Internal facts are in those of an
    internal paper alone."""

    document: Document = _means("the document itself, as its file in data/documents/ declares it")
    documents: Sequence[str] = _means("the ids of all documents to which the text may lead")
    texts_of: Mapping[str, Sequence[Document]] = _means(
        "these documents by type, and forms by their purpose as well, each list in its order"
    )
    site: Site = _means("the site that the text is made for")
    controller: Controller = _means("the data controller")
    joint_controllers: Sequence[JointController] = _means(
        "those who decide together with the controller on what the document is about"
    )
    separate_controllers: Sequence[SeparateController] = _means(
        "other controllers that the document covers, each for what it decides on alone"
    )
    promises: Promises = _means("what the controller binds itself to, from promises.yml")
    glossary: Glossary = _means("the terms and what they mean")
    security: Security = _means("the technical and organisational measures")
    disposal: Disposal | None = _means(
        "how data is disposed of, in a retention policy alone; none where nobody has said"
    )
    security_reports: SecurityReports = _means("where weaknesses and breaches are reported")
    application: Application = _means("how a data subject applies to the controller")
    messages: MessagePreferences = _means("how commercial messages are sent and refused")
    cookies: Cookies | None = _means("the cookies of the site; none where there is no cookies.yml")
    cameras: Cameras | None = _means("the cameras; none where there is no cameras.yml")
    law: Law = _means("the statute book as of the day")
    activities: Sequence[ProcessingActivity] = _means(
        "the activities that the document is about: those that collect at its collection point, "
        "or process data of the groups in its scope, or all; in their order"
    )
    further_uses: Sequence[ProcessingActivity] = _means(
        "the activities of other collection points that use data of the document's point as well"
    )
    tables: Sequence[Table] = _means(
        "these activities as tables, each with what is said above its rows instead of in each"
    )
    beside_contract: Sequence[Basis] = _means(
        "the bases that each purpose of these tables has beside the contract it rests on: said "
        "once, before the tables"
    )
    means: Sequence[Means] = _means(
        "the means by which these activities collect data, each once with all its channels"
    )
    recipients: Sequence[Recipient] = _means("the recipients of these activities")
    for_every_purpose: Sequence[Recipient] = _means(
        "the authorities that get data of every purpose where a law orders it: said once, in no "
        "other list of recipients"
    )
    concerned: Matter = _means("the purposes of these activities, with their data and recipients")
    categories: Sequence[DataCategory] = _means(
        "every category of data; where the document is for some groups, those of their data"
    )
    all_data: Sequence[DataItem] = _means("the items of all these categories")
    matter: Matter = _means("what rests on the consent that the document asks for, and on whom")
    by_cookies: Matter = _means("the purposes that use what cookies yield")
    without_consent: Sequence[Cookie] = _means(
        "the cookies that need no consent, one for each purpose and legal basis"
    )
    practices: Practices | None = _means(
        "what is done and what is not, from practices.yml; none where nobody has said"
    )
    moments: Sequence[asked.Stage] = _means(
        "the moments of a visitor's life, each with the data and purposes of these activities"
    )
    kept: Sequence[asked.Kept] = _means("the retention periods of each of these activities")
    kept_by_law: Sequence[Purpose] = _means("the purposes whose period a provision sets")
    minors: Sequence[DataSubject] = _means(
        "the groups of people under age whose data these activities process"
    )

    def names(self) -> dict[str, object]:
        """What the renderer is given."""
        return {name: getattr(self, name) for name in MEANINGS}


MEANINGS: Mapping[str, str] = {f.name: f.metadata["meaning"] for f in fields(Context)}
"""Each name that a template may use, and what it means."""


def as_markdown() -> str:
    """The list of names, for the page that tells how a template is written."""
    return "\n".join(f"- `{name}`: {words}." for name, words in MEANINGS.items()) + "\n"


def context(facts: Facts, law: Law, site: Site, document: Document) -> Context:
    """The context of one document, from the public `facts` and the `law` of the day."""
    site = document.site or site
    activities = sorted(facts.activities.values(), key=lambda a: a.order.value)
    concerned = _of_groups(document, [a for a in activities if concerns(document, a)])
    purposes = [purpose for activity in concerned for purpose in activity.purposes]
    beside = grouping.beside_contract(purposes, 2)
    documents = documents_of(facts, site, document)
    categories = _categories(facts, document, purposes)
    return Context(
        document=document,
        documents=[d.id.value for d in documents],
        texts_of=_by_type(documents),
        site=site,
        controller=facts.controller,
        joint_controllers=_deciding(facts.controller.joint_controllers, document, concerned),
        separate_controllers=_deciding(facts.controller.separate_controllers, document, concerned),
        promises=facts.promises,
        glossary=facts.glossary,
        security=facts.security,
        disposal=facts.disposal if document.type.value == RETENTION_POLICY else None,
        security_reports=facts.security_reports,
        application=facts.application,
        messages=facts.messages,
        cookies=facts.cookies,
        cameras=facts.cameras,
        law=law,
        activities=concerned,
        further_uses=[a for a in activities if _uses(document, a)],
        tables=[grouping.table(a, beside) for a in concerned],
        beside_contract=beside,
        means=grouping.by_mode(concerned),
        recipients=recipients(purposes, _beside_purposes(facts, document, concerned)),
        for_every_purpose=for_every_purpose(facts),
        concerned=matter(purposes, _for_outsiders(facts)),
        categories=categories,
        all_data=[item for category in categories for item in category.items],
        matter=consented(document, activities),
        by_cookies=_of_cookies(facts, document, activities),
        without_consent=without_consent(facts),
        practices=facts.practices,
        moments=asked.stages(facts.moments, concerned),
        kept=asked.kept(concerned),
        kept_by_law=asked.kept_by_law(concerned),
        minors=asked.minors(concerned),
    )


def documents_of(facts: Facts, site: Site, document: Document) -> list[Document]:
    """The documents of the same site: those that a text may link to. Only one internal paper
    knows of another."""
    site = document.site or site
    everything = is_paper(document)
    return [
        d for d in facts.documents.values() if d.stands_on(site) and (everything or not is_paper(d))
    ]


def _by_type(documents: Iterable[Document]) -> Mapping[str, list[Document]]:
    listed: dict[str, list[Document]] = {name: [] for name in document_types()}
    listed |= {purpose.name.lower(): [] for purpose in FormPurpose}
    for document in sorted(documents, key=lambda d: d.order.value):
        listed.setdefault(document.type.value, []).append(document)
        if document.form:
            listed[document.form.purpose.value.name.lower()].append(document)
    return listed


def _deciding(
    controllers: Iterable[C], document: Document, concerned: list[ProcessingActivity]
) -> list[C]:
    """Those that decide on something which `document` is about; messages have one sender."""
    if document.channel:
        return []
    if document.consent:
        concerned = [a for a in concerned if resting(document, a)]
    ids = {activity.id.value for activity in concerned}
    return [
        other
        for other in controllers
        if not other.activities or ids & {a.id.value for a in other.activities}
    ]


def concerns(document: Document, activity: ProcessingActivity) -> bool:
    """A notice tells of what is collected at its point, a policy of everything."""
    return document.collection_point is None or _at(document, activity.collection_points)


def _uses(document: Document, activity: ProcessingActivity) -> bool:
    used = any(_at(document, purpose.also_uses) for purpose in activity.purposes)
    return used and not concerns(document, activity)


def _at(document: Document, points: Iterable[CollectionPoint]) -> bool:
    wanted = document.collection_point
    return wanted is not None and any(point.id.value == wanted.id.value for point in points)


def _of_groups(
    document: Document, activities: list[ProcessingActivity]
) -> list[ProcessingActivity]:
    """A policy for some groups tells of the purposes for which their data is processed."""
    scope = {group.id.value for group in document.scope}
    if not scope:
        return activities
    theirs = []
    for activity in activities:
        kept = [
            purpose
            for purpose in activity.purposes
            if scope & {group.id.value for group in activity.people(purpose)}
            or not activity.people(purpose)
        ]
        if kept:
            whole = len(kept) == len(activity.purposes)
            theirs.append(activity if whole else replace(activity, purposes=tuple(kept)))
    return theirs


def _categories(
    facts: Facts, document: Document, purposes: Sequence[Purpose]
) -> list[DataCategory]:
    """Those whose data the purposes use, where others belong to other groups; else all."""
    categories = list(facts.data_categories.values())
    every = sum(len(activity.purposes) for activity in facts.activities.values())
    if not document.scope or len(purposes) == every:
        return categories
    used = {item.origin for purpose in purposes for item in purpose.data}
    narrowed = (
        replace(category, items=tuple(i for i in category.items if i.origin in used))
        for category in categories
    )
    return [category for category in narrowed if category.items]


def _for_outsiders(facts: Facts) -> list[Basis]:
    """The bases of people who are no party to the contract that a purpose rests on."""
    return [g.instead_of_contract for g in facts.subjects.values() if g.instead_of_contract]


def matter(purposes: list[Purpose], outsiders: Sequence[Basis] = ()) -> Matter:
    """Some purposes with all their data and recipients; `outsiders` as `_for_outsiders` gives."""
    data: dict[Origin, DataItem] = {}
    for item in (item for purpose in purposes for item in purpose.data):
        grouping.put(data, item.origin, item)
    # Without any purpose, or with one that does not say, nobody has denied a transfer.
    stated = bool(purposes) and all(p.recipients is not None for p in purposes)
    beside = grouping.beside_contract(purposes)
    lines = grouping.by_basis(purposes, beside)
    others = set(map(contents, beside)) - set(map(contents, outsiders))
    return Matter(
        purposes, lines, beside, not others, list(data.values()), recipients(purposes), stated
    )


def consented(document: Document, activities: list[ProcessingActivity]) -> Matter:
    """What rests on the consent that `document` asks for, and on the data of which people."""
    found = [(a, _on_consent(p)) for a in activities for p in resting(document, a)]
    subjects = {s.id.value: s for activity, p in found for s in activity.people(p)}
    return replace(matter([p for _, p in found]), subjects=list(subjects.values()))


def _on_consent(purpose: Purpose) -> Purpose:
    """The purpose with the data that its bases of consent carry: nobody consents to the rest.

    Without such a basis, which a rule asks for, all of its data stands.
    """
    bases = [b for b in purpose.bases if b.article.id.value in CONSENT]
    carried = {key for basis in bases for key in covered(purpose, basis)}
    data = tuple(item for item in purpose.data if item.origin.key in carried)
    return replace(purpose, data=data) if bases else purpose


def resting(document: Document, activity: ProcessingActivity) -> list[Purpose]:
    """The purposes of `activity` that rest on the consent which `document` asks for."""
    wanted = document.consent.id.value if document.consent else None
    return [p for p in activity.purposes if p.consent and p.consent.id.value == wanted]


def _by_cookies(facts: Facts) -> Sequence[Recipient]:
    """Who gets data by some cookie, whatever purpose it serves."""
    return facts.cookies.providers if facts.cookies else ()


def _beside_purposes(
    facts: Facts, document: Document, concerned: list[ProcessingActivity]
) -> Sequence[Recipient]:
    """Providers of cookies, in a policy that covers the people who visit the site."""
    of_some = document.scope and not by_cookies(facts, concerned)
    return () if document.collection_point or of_some else _by_cookies(facts)


def _of_cookies(facts: Facts, document: Document, activities: list[ProcessingActivity]) -> Matter:
    """The purposes that use what cookies yield, with everybody who provides one.

    A purpose may use the same item and have it from elsewhere, as the log of a wireless network has
    an IP address: of what is collected at other points than the document's, nothing.
    """
    point = document.collection_point
    purposes = [
        purpose
        for activity in activities
        for purpose in by_cookies(facts, [activity])
        if point is None
        or not activity.collection_points
        or point.id.value
        in {at.id.value for at in (*activity.collection_points, *purpose.also_uses)}
    ]
    return replace(matter(purposes), recipients=recipients(purposes, _by_cookies(facts)))


def by_cookies(facts: Facts, activities: list[ProcessingActivity]) -> list[Purpose]:
    """The purposes that use what cookies yield."""
    yielded = {item.origin for item in facts.cookies.data} if facts.cookies else set()
    purposes = [p for a in activities for p in a.purposes]
    return [p for p in purposes if any(item.origin in yielded for item in p.data)]


def without_consent(facts: Facts) -> list[Cookie]:
    """The cookies that need no consent, one for each purpose, basis and condition."""
    listed = facts.cookies.listed if facts.cookies else ()
    found: dict[tuple[object, ...], Cookie] = {}
    for cookie in listed:
        if not cookie.category.needs_consent.value:
            said = (cookie.purpose, cookie.basis, cookie.when)
            grouping.put(found, tuple(map(contents, said)), cookie)
    return list(found.values())
