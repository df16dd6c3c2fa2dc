"""The fields of a consent on paper: what a person ticks, fills in and signs below the statement.

The templates of consents print them in this order, in the clause “signature”.
"""

from collections.abc import Iterator, Sequence

from generator.expression import Field
from generator.model.choices import Consent, Given
from generator.model.form import FieldKind, Need
from generator.model.processing import DataSubject

ANSWERS = 2
"""To consent and not to consent: a paper with one box would take silence for an answer."""


def fields_of(consent: Consent, people: Sequence[DataSubject]) -> Iterator[Field]:
    """None unless it is given on paper; `people` are those whose data the consent is about."""
    if consent.given.value is not Given.PAPER:
        return
    yield Field("decision", FieldKind.CHOICE.value, Need.REQUIRED.value, ANSWERS)
    minors = [bool(group.minors and group.minors.value) for group in people]
    if any(minors):
        need = Need.REQUIRED if all(minors) else Need.CONDITIONAL
        yield Field("child", FieldKind.TEXT.value, need.value)
    yield Field("name", FieldKind.TEXT.value, Need.REQUIRED.value)
    yield Field("day", FieldKind.DATE.value, Need.REQUIRED.value)
    yield Field("signature", FieldKind.SIGNATURE.value, Need.REQUIRED.value)
