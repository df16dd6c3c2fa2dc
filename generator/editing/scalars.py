"""A value as YAML: written so that every reader of YAML takes it for the same letters."""

import re

_PLAIN = re.compile(r"[\w/+(](?:[^\x00-\x1f:#]|:(?! |$)|(?<! )#)*")
_IN_BRACKETS = re.compile(r"[][{},?]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def written(value: str, *, flow: bool, style: str = "") -> str:
    """`value` on one line: plain where that is safe, otherwise in quotes.

    `flow` says whether it stands inside brackets. The quotes of `style` (`'` or `"`) are taken
    where they can hold the value.
    """
    if style not in ("'", '"') and _safe(value, flow=flow):
        return value
    single = "\n" not in value and "\t" not in value
    if single and (style == "'" or (style != '"' and ("\\" in value or '"' in value))):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'


def _safe(value: str, *, flow: bool) -> bool:
    return (
        bool(_PLAIN.fullmatch(value))
        and value == value.strip()
        and value.lower() not in ("null", "~")
        and not (flow and _IN_BRACKETS.search(value))
    )
