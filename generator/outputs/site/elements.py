"""Elements that pages add to a text, and modules with the words they say."""

import json
from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element


def element(tag: str, css: str = "", words: str = "", **attributes: str) -> Element:
    """An element of the class `css` with words in it."""
    made = Element(tag, {"class": css} if css else {}, **attributes)
    made.text = words or None
    return made


def script(name: str, words: Mapping[str, object], address: str) -> str:
    """A module, and before it what it says, as data of the class `name`."""
    data = json.dumps(words, ensure_ascii=False, sort_keys=True)
    data = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return (
        f'<script type="application/json" class="{name}">{data}</script>\n'
        f'<script type="module" src="{escape(address)}"></script>'
    )
