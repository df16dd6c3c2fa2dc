"""What stands where a withdrawn text stood: its words are gone, its digests stay."""

from generator import languages
from generator.outputs.site.head import digests, opening
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Page
from generator.publication.ways import Links
from generator.releases.record import Frozen
from generator.releases.timeline import Standing


def tombstone(text: Frozen, here: str, standing: Standing, links: Links, controller: str) -> Page:
    """The page that says that a text stood here, until when, and which."""
    language = languages.get(text.language)
    rows = (f"<dt>{name}</dt><dd>{value}</dd>" for name, value in digests(language, text.layers))
    return Page(
        document=text.document,
        language=text.language,
        title=text.title,
        description=labels_of(language.code)["withdrawn"],
        url=here,
        menu="",
        order=0,
        opening=opening(language, text.title, "", standing, links, controller),
        html=f'<dl class="digests">{"".join(rows)}</dl>',
        contents=(),
        sections=(),
        standing=standing,
    )
