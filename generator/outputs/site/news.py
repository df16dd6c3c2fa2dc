"""On the home page: which texts change on a day that is ahead, and which changed lately.

It says what the heads of these texts say, for whoever opens none of them.
"""

from html import escape
from itertools import groupby

from generator import languages
from generator.outputs.site.labels import labels_of
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.places import News, Places


def news(publication: Publication, language: str, here: str) -> str:
    """A note for each day and reason, what comes soonest first; empty where there is nothing."""
    told = sorted(publication.once(Places).news(language), key=_order)
    return "\n".join(_note(language, here, list(texts)) for _, texts in groupby(told, key=_order))


def _order(one: News) -> tuple[bool, int, str]:
    return not one.ahead, one.day.toordinal() * (1 if one.ahead else -1), one.note


def _note(language: str, here: str, texts: list[News]) -> str:
    labels, first = labels_of(language), texts[0]
    day = languages.get(language).date(first.day)
    said = labels["news_ahead" if first.ahead else "news_changed"].format(day=day)
    why = f" {escape(first.note)}" if first.note else ""
    opened = labels["announced_redline" if first.ahead else "redline_link"]
    items = "".join(
        f'<li><a href="{escape(relative(here, text.address))}">{escape(text.title)}</a></li>'
        for text in texts
    )
    return (
        f'<div class="state-mark news-mark" role="note"><p>{escape(said)}{why}</p>'
        f"<details><summary>{escape(opened)} ({len(texts)})</summary><ul>{items}</ul></details>"
        "</div>"
    )
