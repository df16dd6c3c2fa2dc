"""What keeps a paper of a breach from being made, with what to write; all of it at once."""

from collections.abc import Iterator
from datetime import datetime

from generator.errors import Problem
from generator.message import say
from generator.model.incident import Incident
from generator.model.owned import owed
from generator.papers.breach.hours import Hours, in_hours


def of_notice(incident: Incident, language: str) -> Iterator[Problem]:
    """What people are told (decision 2019/271): five contents, and words that somebody approved."""
    if incident.began is None and not (incident.began_unknown and incident.began_unknown.value):
        yield Problem(
            incident.origin,
            say("people are told when the breach happened (decision 2019/271)."),
            say("Write “began:” with a day, or “began_unknown: yes” while nobody knows."),
        )
    if not incident.data:
        yield Problem(
            incident.at("data"),
            say("people are told which data is affected (decision 2019/271)."),
            say("Write “data:” with ids of data-categories.yml: [identity.name, contact.*]."),
        )
    called = say("the possible consequences")
    yield from owed(
        incident.consequences, "consequences", called, incident.at("consequences"), (language,)
    )
    called = say("the measures taken")
    yield from owed(incident.measures, "measures", called, incident.at("measures"), (language,))
    if incident.advice:
        called = say("what is suggested to people")
        yield from owed(incident.advice, "advice", called, incident.at("advice"), (language,))
    if incident.contact is None or not incident.contact.ways:
        yield Problem(
            incident.at("contact"),
            say("people are told where they can ask (decision 2019/271)."),
            say("Write “contact:” with “name:” and one of “phone:”, “email:”, “web:”."),
        )


def of_board(incident: Incident, hours: Hours, now: datetime) -> Iterator[Problem]:
    """A notice after the 72 hours gives the reasons for it (decision 2019/10)."""
    if not hours.over(now) or incident.late_reason:
        return
    place = incident.at("board[0]") if incident.board else incident.at("learned_at")
    past, minutes = in_hours((hours.first or now) - hours.end)
    yield Problem(
        place,
        say(
            "the period for telling the Board has been exceeded by {hours} hours {minutes} "
            "minutes, and no reason is written.",
            hours=past,
            minutes=minutes,
        ),
        say("Write “late_reason:”: the Board is told why together with the notice."),
    )


def impossible(incident: Incident, now: datetime) -> Iterator[Problem]:
    """Moments that cannot follow one another."""
    learned = incident.learned_at
    ahead = say("this moment has not come yet.")
    check = say("Correct day, hour or zone.")
    notices = [one.sent_at for one in incident.board]
    told = [one.told_at for one in incident.told]
    for moment in (learned, *notices, *told):
        if moment.value > now:
            yield Problem(moment.origin, ahead, check)
    for moment in (*notices, *told):
        if moment.value < learned.value:
            message = say("this was before the breach was learned of.")
            yield Problem(moment.origin, message, check)
    for one, other in zip(incident.board, incident.board[1:], strict=False):
        if other.sent_at.value < one.sent_at.value:
            message = say("this notice was sent before the one above it.")
            yield Problem(other.sent_at.origin, message, say("Write them in the order of sending."))
    began, ended = incident.began, incident.ended
    if began and ended and ended.value.day < began.value.day:
        yield Problem(ended.origin, say("the breach ended before it began."), check)
