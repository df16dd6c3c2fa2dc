"""A run's texts as a publication: its pages, and the files beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.errors import reason_of
from generator.model.traversal import public
from generator.outputs.site.page import Page
from generator.outputs.site.pages import Pages
from generator.pipeline import Outcome
from generator.publication import Publication
from generator.publication.contact import as_released

# Where another process makes the files, this one does without what makes them.
if TYPE_CHECKING:
    from generator.outputs.files import Files


@dataclass(frozen=True)
class Publishing:
    """What becomes of an outcome: drafts in a preview, the released texts in a production site."""

    outcome: Outcome

    @cached_property
    def publication(self) -> Publication:
        """What stands where."""
        settings, facts = self.outcome.settings, self.outcome.facts
        made = Publication(
            site=self.outcome.site,
            controller=facts.controller.registered_name.value,
            day=settings.day,
            drafts=() if settings.production else self.outcome.texts,
            archive=self.outcome.archive,
            mails=public(facts.mails),
            facts=facts,
            base=settings.base,
            pdfs=settings.pdfs,
            layout=settings.cache,
            trial=settings.trial,
        )
        return as_released(made)

    @cached_property
    def pages(self) -> Pages:
        """Every page that is made from the publication."""
        return self.publication.once(Pages)

    @cached_property
    def files(self) -> Files:
        """What stands beside the pages."""
        from generator.outputs.files import Files

        return Files(self.publication)

    @property
    def texts(self) -> Sequence[Page]:
        """The pages of the texts, in no order."""
        return [entry.page for entry in self.pages.texts]


def why_no_pdfs() -> str:
    """What the system lacks for PDFs; empty when they can be made."""
    from generator.outputs.print import pdf

    try:
        pdf.check()
    except pdf.PdfUnavailable as error:
        return reason_of(error)
    return ""
