"""Where every document lives on a site; the only place that joins languages and slugs."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.errors import Problem, TemplateError
from generator.expression import Expression, Reference, Resolve
from generator.message import say
from generator.provenance import Origin

ARCHIVE = "archive"
"""Where a published site carries its archive."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The default language stands at the root, every other under `/<language>/`."""

    default_language: str
    slugs: Mapping[tuple[str, str], str]

    def of(self, document: str, language: str) -> str:
        """The address of a document, relative to the root of the site, with a final slash.

        Readers of a language in which it does not stand are led to it in another one.
        """
        code = self.spoken(document, language)
        prefix = "" if code == self.default_language else f"{code}/"
        return f"{prefix}{self.slugs[document, code]}/"

    def spoken(self, document: str, language: str) -> str:
        """The language in which readers of `language` find a document: theirs, or the first in
        which it stands; KeyError for none."""
        own = [code for name, code in self.slugs if name == document]
        return next((code for code in (language, *own) if code in own), language)

    def print_of(self, document: str, language: str) -> str:
        """Where the PDF of a document stands beside its page."""
        return f"{self.of(document, language)}{self.slugs[document, language]}.pdf"

    def at(self, slug: str, language: str, release: str) -> str:
        """The lasting address of one version of a document."""
        prefix = "" if language == self.default_language else f"{language}/"
        return f"{prefix}{slug}/{release}/"

    def resolver(self, text: Expression, here: str) -> Resolve:
        """Where the links of `text` lead, as seen from the page at `here` (empty: from the root);
        TemplateError for a document that the site does not have."""
        up = "../" * here.count("/")

        def resolve(link: Reference, language: str) -> str:
            if (link.document, self.spoken(link.document, language)) not in self.slugs:
                raise TemplateError(
                    Problem(
                        Origin(f"generator/documents/{text.type}/{text.language}.jinja"),
                        say(
                            "a link leads to “{name}”, which this site does not have.",
                            name=link.document,
                        ),
                        say("Ask in the template whether the document exists, or declare it."),
                    )
                )
            return f"{up}{self.of(link.document, language)}{link.anchor}"

        return resolve


def relative(here: str, there: str) -> str:
    """The way from one address to another, both relative to the root of the site."""
    return "../" * here.count("/") + there if there else "../" * here.count("/")
