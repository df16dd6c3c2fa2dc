"""Rule RET-01: each purpose states how long its data is kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.durations import Duration
from generator.model.controller import RegistryStatus
from generator.model.retention import Retention


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose has a retention with a period and its start; who is registered must."""
    registered = subject.facts.controller.verbis.status.value is RegistryStatus.REGISTERED
    level = Level.ERROR if registered else Level.WARNING
    yield from (replace(seen, level=level) for seen in _without(subject))
    periods = subject.in_force.retention_periods.values()
    least = {(row.statute.value, row.article.value): row.period.value for row in periods}
    for _, purpose in subject.purposes:
        if purpose.retention:
            yield from _too_short(purpose.retention, least)


def _too_short(
    retention: Retention, periods: Mapping[tuple[str, str], Duration]
) -> Iterator[Observation]:
    for provision in retention.under:
        if provision.statute is None or retention.period is None:
            continue
        article = provision.article.value if provision.article else ""
        least = periods.get((provision.statute.id.value, article))
        if least and retention.period.value.approximate_days < least.approximate_days:
            yield Observation(
                retention.at("period"),
                f"“{retention.period.value}” is shorter than {provision.statute.id.value} "
                f"art. {article} asks for ({least}).",
                "Write the longer period, or another ground.",
                "too-short",
            )


def _without(subject: Subject) -> Iterator[Observation]:
    cameras = subject.facts.cameras
    if cameras and (cameras.retention.period is None or not cameras.retention.starts):
        yield Observation(
            cameras.retention.origin,
            "the recordings of the cameras have no period or no start.",
            "Write “period:” and “starts:”, for example 30 days from the recording.",
            "cameras",
        )
    for _, purpose in subject.purposes:
        if any(item.receipt and item.receipt.value for item in purpose.data):
            continue  # RET-04 asks more of receipts
        retention = purpose.retention
        if retention is None:
            yield Observation(
                purpose.origin,
                "this purpose does not say how long its data is kept.",
                "Write “retention:” with “period:” and “starts:”.",
                "none",
            )
        elif retention.period is None or not retention.starts:
            yield Observation(
                retention.origin,
                "the retention has no period or no start.",
                "“As long as necessary” alone is no period; write both.",
                "incomplete",
            )


RULE = Rule(
    code="RET-01",
    slug="retention-period-per-category",
    level=Level.WARNING,
    cites="destruction-bylaw 4/1-e",
    what="Each purpose states how long its data is kept.",
    why="The inventory and the registry need a maximum period with its start.",
    check=check,
    sub_codes={
        "too-short": "The period is shorter than the statute it names asks for.",
        "cameras": "The recordings of cameras have no period or no start.",
        "none": "A purpose states no retention.",
        "incomplete": "A retention has no period or no start.",
    },
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.retention",
        None,
        "{period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}",
        sub="none",
        found="purposes.deliver-order",
    ),
)
