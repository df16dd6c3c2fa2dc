"""Rule TXT-04: a short layer holds each purpose once, and each recipient. A rule of this tool."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.example import Reworded
from generator.checks.finding import Level, Observation
from generator.checks.phrases import blame
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.expression import Expression
from generator.message import Message, say
from generator.model.entry import Text

TYPES = ("notice", "cookies")
"""The types whose short layer alone informs people under article 10."""


def check(subject: Subject) -> Iterable[Observation]:
    """Each purpose and recipient of the full layer, looked for in the short one."""
    for text in subject.texts:
        layers = {layer.name for layer in text.layers}
        if text.type in TYPES and layers == {"short", "full"}:
            full, short = _stated(subject, text, "full"), _stated(subject, text, "short")
            yield from _purposes(subject, text, full, short)
            yield from _recipients(subject, text, full, short)


def _stated(subject: Subject, text: Expression, layer: str) -> Counter[str]:
    """How often a layer states each text of the data, by its place."""
    stated = Counter[str]()
    for clause in text.layer(layer).clauses:
        stated.update(subject.printed[text.document, text.language, layer, clause.id])
    return stated


def _purposes(
    subject: Subject, text: Expression, full: Counter[str], short: Counter[str]
) -> Iterator[Observation]:
    for _, purpose in subject.purposes:
        if purpose.text.origin.key not in full:
            continue
        times = sum(short[said.origin.key] for said in (purpose.text, purpose.short) if said)
        if times != 1:
            values = {
                "document": text.document,
                "language": text.language,
                "purpose": _words(purpose.text, text.language),
            }
            yield Observation(
                blame(subject, text, "purposes"),
                _several(times, values) if times else _none(values),
                say(
                    "Name it in one line, with its legal basis: {{ shared.purposes_list(…) }} does."
                ),
                "purpose",
            )


def _none(values: Mapping[str, str]) -> Message:
    return say(
        "“{document}” ({language}): the short layer does not name the purpose “{purpose}”.",
        **values,
    )


def _several(times: int, values: Mapping[str, str]) -> Message:
    return say(
        "“{document}” ({language}): the short layer names {times} times the purpose “{purpose}”.",
        times=times,
        **values,
    )


def _recipients(
    subject: Subject, text: Expression, full: Counter[str], short: Counter[str]
) -> Iterator[Observation]:
    for recipient in subject.recipients:
        called = recipient.service or recipient.name
        name = called.origin.key
        if name in full and name not in short:
            yield Observation(
                blame(subject, text, "recipients"),
                say(
                    "“{document}” ({language}): the short layer does not name the recipient “{recipient}”.",
                    document=text.document,
                    language=text.language,
                    recipient=_words(called, text.language),
                ),
                say(
                    "Name it there, with the purpose of the transfer: {{ shared.recipients_brief(…) }} does."
                ),
                "recipient",
            )


def _words(text: Text, language: str) -> str:
    fact = text.find(language)
    return fact.value if fact else text.origin.key


_NOTHING = (
    "{# reason: an example | layer: short #}\n<h3>Amaçlar</h3>\n<p>Verileriniz sözleşmeniz için işlenir.</p>\n",
    "{# reason: an example | layer: short #}\n<h3>Purposes</h3>\n<p>Your data is processed for your contract.</p>\n",
)

RULE = Rule(
    code="TXT-04",
    slug="short-layer-complete",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="A short layer names each purpose of the full text in one line, and each recipient.",
    why="Where only the short layer is shown, what it leaves out was not said (Law art. 10).",
    check=check,
    sub_codes={
        "purpose": "The short layer does not name a purpose of the full text, or names it more than once.",
        "recipient": "The short layer does not name a recipient of the full text.",
    },
    on_texts=True,
    example=Reworded("notice/purposes", _NOTHING, sub="purpose", base="rich"),
)
