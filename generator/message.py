"""A message of this tool: words in English that know what they are made of.

Whoever reads one as a string reads English; `catalogue` has it in other languages, filled with the
same values.
"""

from collections.abc import Mapping, Sequence
from typing import Self

from generator.provenance import Origin


class Message(str):
    """A `template` filled with `values`; a string in every respect."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """Without values the template stands as it is: brackets are then brackets."""
        filled = {name: in_words(value) for name, value in values.items()}
        made = super().__new__(cls, template.format(**filled) if filled else template)
        made.template, made.values = template, values
        return made

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]
        """What a copy is made from."""
        return self.template, self.values


class Part(Message):
    """A message that is a part of a sentence: without its full stop."""

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """From the template and the values of the whole sentence."""
        whole = Message(template, values)
        made = str.__new__(cls, whole.removesuffix("."))
        made.template, made.values = template, values
        return made


def say(template: str, /, **values: object) -> Message:
    """`template`, with each `{name}` filled by the value of that name; `{{` is a bracket.

    A value is a word of the data, a message, a number, a day, a period; or several in a tuple or a
    list, which are joined by commas.
    """
    return Message(template, values)


def counted(one: str, many: str, /, count: int, **values: object) -> Message:
    """`one` where `count` is 1, otherwise `many`; both may print `{count}`."""
    return Message(one if count == 1 else many, {"count": count, **values})


def either(values: Sequence[object]) -> object:
    """One of these: `a, b or c`; the only one as it is."""
    if not values:
        return ""
    *others, last = values
    return say("{others} or {last}", others=others, last=last) if others else last


def joined(parts: Sequence[object], between: str) -> Message:
    """Several as one, with `between` between them."""
    one, *others = parts
    whole = Message("{one}", {"one": one})
    for other in others:
        whole = Message(f"{{whole}}{between}{{other}}", {"whole": whole, "other": other})
    return whole


def without_stop(words: str) -> str:
    """A sentence as a part of another one."""
    if isinstance(words, Message):
        return Part(words.template, words.values)
    return words.removesuffix(".")


def in_words(value: object) -> object:
    """Several values as one."""
    if isinstance(value, tuple | list) and not isinstance(value, Origin):
        return ", ".join(map(str, value))
    return value
