"""How long an application may wait, and what its answer may cost.

Law 6698 art. 13(2): as soon as possible and within thirty days at the latest; art. 14(1): the days
of the complaint; communiqué on applications art. 7: the fee. The day of arrival is not counted, and
nothing moves the end: neither a question for the identity nor a day off at the end, about which the
law that we have read says nothing.
"""

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from generator import clock
from generator.durations import Duration
from generator.model.facts import Facts, Law
from generator.model.received import Answered, Medium, Received
from generator.model.statements import FeeRule
from generator.model.statute import Fee
from generator.provenance import Fact


@dataclass(frozen=True, slots=True)
class Days:
    """`due` is the last day for the answer: the controller's own period where it has promised a
    shorter one, `lawful` that of the law; `working` is the last business day until then.
    `complaint` is the last day of a complaint to the Board, however late the answer comes. Each
    knows the row it follows from."""

    due: Fact[date]
    lawful: Fact[date]
    complaint: Fact[date]
    working: date


def days(received: Received, facts: Facts, law: Law) -> Days:
    """The days of one application, by the law of the day on which it arrived."""
    arrived, holidays = received.received, law.days_off

    def last(period: Fact[Duration]) -> Fact[date]:
        return Fact(after(arrived.value, period.value, holidays), period.origin)

    rows, own = law.on(arrived.value).deadlines, facts.application.answer
    lawful = last(rows["application-answer"].period)
    due = min(last(own) if own else lawful, lawful, key=lambda day: day.value)
    working = due.value
    while not clock.is_business_day(working, holidays):
        working -= timedelta(days=1)
    return Days(due, lawful, last(rows["complaint-after-application"].period), working)


def after(day: date, period: Duration, holidays: Container[date]) -> date:
    """The last day of a period that begins on the day after `day`."""
    for count, unit in period.parts:
        if unit == "business-day":
            day = clock.business_day_after(day, count, holidays)
        elif unit in ("month", "year"):
            day = _months_after(day, count * (12 if unit == "year" else 1))
        else:
            whole = {"week": 7, "day": 1}.get(unit, 0)  # hours and minutes end on the day itself
            day += timedelta(days=count * whole)
    return day


def _months_after(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Cost:
    """What may be asked for an answer, in lira: for `over` pages beyond the free ones, or for a
    recording medium, whose cost is the most that may be asked (`over` is None)."""

    lira: Fact[int]
    over: Fact[int] | None = None


def cost(answer: Answered, row: Fee, rule: FeeRule | None) -> Cost | None:
    """The highest fee; None where an answer like this is free."""
    if rule is FeeRule.FREE or (answer.our_fault and answer.our_fault.value):
        return None
    if answer.medium.value is Medium.PAPER and answer.pages:
        over = max(0, answer.pages.value - row.free_pages.value)
        lira = Fact(over * row.lira_per_page.value, row.lira_per_page.origin)
        return Cost(lira, Fact(over, answer.pages.origin)) if over else None
    if answer.medium.value is Medium.RECORDING and answer.medium_cost:
        return Cost(answer.medium_cost)
    return None
