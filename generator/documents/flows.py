"""The flows of a text: its purposes, each with data by category and receivers, in one language.

They are made of the same public facts as the tables of the text, in the same order.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.documents.context import Context
from generator.documents.plain import in_doubt, words
from generator.expression.flows import Flow, Flows, Kind, Moment, Receiver
from generator.languages import Language
from generator.model.data import DataCategory, DataItem
from generator.model.facts import Facts
from generator.model.processing import ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.provenance import Origin


def flows(seen: Context, facts: Facts, language: Language) -> Flows | None:
    """The flows of the activities that a text is about; None where it is about none."""
    of = {
        item.origin: category
        for category in facts.data_categories.values()
        for item in category.items
    }
    rows = tuple(
        _flow(activity, purpose, of, language)
        for activity in seen.activities
        for purpose in activity.purposes
    )
    always = tuple(words(r.name, language.code) for r in seen.for_every_purpose)
    own = {activity.id.value for activity in seen.activities}
    met = tuple(
        Moment(
            words(moment.name, language.code),
            tuple(words(a.title, language.code) for a in moment.activities if a.id.value in own),
        )
        for moment in facts.moments.values()
    )
    return Flows(rows, always, met) if rows else None


def _flow(
    activity: ProcessingActivity,
    purpose: Purpose,
    of: Mapping[Origin, DataCategory],
    language: Language,
) -> Flow:
    code = language.code
    receivers = purpose.recipients
    return Flow(
        activity=words(activity.title, code),
        purpose=words(purpose.text, code),
        when=words(purpose.when, code),
        data=tuple(_kinds(purpose.data, of, code)),
        receivers=None
        if receivers is None
        else tuple(_receiver(one, language) for one in receivers if not one.always),
        doubtful=in_doubt(code, purpose, purpose.text, purpose.when),
    )


def _kinds(
    items: Sequence[DataItem], of: Mapping[Origin, DataCategory], code: str
) -> Iterator[Kind]:
    """By category in the order of naming; items of special categories are a kind of their own."""
    found: dict[tuple[str, bool], list[DataItem]] = {}
    for item in items:
        named = of.get(item.origin, item)  # a category may be internal, its item in use
        found.setdefault((words(named.name, code), item.special is not None), []).append(item)
    for (category, special), own in found.items():
        yield Kind(
            category,
            tuple(words(item.name, code) for item in own),
            special,
            doubtful=any(in_doubt(code, item, item.name, item.special) for item in own),
        )


def _receiver(recipient: Recipient, language: Language) -> Receiver:
    code, service = language.code, recipient.service
    name = words(recipient.name, code)
    return Receiver(
        f"{name} ({words(service, code)})" if service else name,
        recipient.abroad.value,
        tuple(language.country(country.value) for country in recipient.countries),
        doubtful=in_doubt(
            code, recipient, recipient.name, recipient.abroad, service, *recipient.countries
        ),
    )
