"""Who stands for a release: the approvals of `data/approvals.yml` held against its words."""

from collections.abc import Mapping
from datetime import date

from generator import languages
from generator.message import say
from generator.model.acceptance import ApprovedRelease
from generator.model.controller import Site
from generator.pipeline import Outcome
from generator.releases import preparing
from generator.releases.record import Approval, ChangeKind


def approval(
    outcome: Outcome, candidate: preparing.Candidate, kind: ChangeKind | None, published: date
) -> tuple[Approval | None, str]:
    """The approval of exactly these words, or why there is none."""
    refused = say("nobody has approved these texts.")
    for entry in outcome.facts.approvals.values():
        if entry.effective.value != candidate.effective:
            continue
        digests = {lang: fact.value for lang, fact in entry.digests.by_language.items()}
        if digests != candidate.digests:
            refused = say("the texts are not those approved in {origin}.", origin=entry.origin)
        elif missing := _missing_role(entry):
            refused = say(
                "in {origin} “{key}:” names no role.",
                origin=entry.at(missing),
                key=missing,
            )
        elif _same_role(entry.prepared_by.value, entry.approved_by.value):
            refused = say(
                "in {origin} one role prepared and approved; two must.", origin=entry.origin
            )
        elif unread := _unread(entry, outcome.site, candidate):
            refused = say(
                "in {origin} nobody who reads “{language}” has approved its texts: add “read_by:” "
                "with the role that sites.yml names behind “readers:”.",
                origin=entry.origin,
                language=unread,
            )
        elif candidate.corrected and kind is ChangeKind.EDITORIAL and not _says(entry):
            refused = say(
                "in {origin} nobody says that only spelling was corrected: add "
                "“spelling_only: yes”, or release with --kind substantive.",
                origin=entry.origin,
            )
        elif entry.approved_on.value > published:
            refused = say("in {origin} the day of the approval has not come.", origin=entry.origin)
        else:
            day = entry.approved_on.value
            roles = entry.prepared_by.value, entry.approved_by.value
            return Approval(*roles, day, digests, _readers(entry, candidate)), ""
    return None, refused


def _unread(entry: ApprovedRelease, site: Site, candidate: preparing.Candidate) -> str:
    """The first language whose texts nobody who reads it has approved; empty without one."""
    for code in filter(languages.is_further, candidate.digests):
        reader, role = site.reader(code), entry.read_by.find(code) if entry.read_by else None
        if not (reader and role and _same_role(reader, role.value)):
            return code
    return ""


def _readers(entry: ApprovedRelease, candidate: preparing.Candidate) -> Mapping[str, str]:
    """The roles that read further languages of what is released."""
    roles = entry.read_by.by_language if entry.read_by else {}
    further = filter(languages.is_further, candidate.digests)
    return {code: roles[code].value for code in further}


def _says(entry: ApprovedRelease) -> bool:
    """Whether both roles of an approval say that nothing but spelling was corrected."""
    return bool(entry.spelling_only and entry.spelling_only.value)


def _missing_role(entry: ApprovedRelease) -> str:
    """The key of a role that was left empty, or as it is printed to be filled in."""
    for key, role in (("prepared_by", entry.prepared_by), ("approved_by", entry.approved_by)):
        if not role or role.value.startswith("<"):
            return key
    return ""


def _same_role(one: str, other: str) -> bool:
    """Capitals and spaces make no second role, in any language."""
    return any(
        len({" ".join(read(role).split()) for role in (one, other)}) == 1
        for read in (str.casefold, languages.get(languages.TURKISH).lower)
    )
