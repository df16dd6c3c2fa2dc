"""The documents that a controller publishes, as declared in `data/documents/`."""

from collections.abc import Sequence

from generator.model.choices import Consent, MessageChannel
from generator.model.collection import CollectionPoint
from generator.model.controller import OnSites, Site
from generator.model.entry import Identified, Text, entry, following
from generator.model.form import Form
from generator.model.processing import DataSubject
from generator.provenance import Fact


@entry
class Document(OnSites, Identified):
    """One document: its type (policy, notice, consent, message_approval, cookies, form, answers,
    retention_policy) and what it is about.

    A notice names the `collection_point` that it belongs to, a policy its `scope`, a consent text
    the `consent`, an approval of messages the `channel`, a form the `form`. It stands on every site
    of the controller unless it names one `site`, in every language of it unless it names some
    `languages`.

    What it is called follows from these where it is not written: `title`; `summary`, the line below
    it; `slug`, its address, which follows from a `title` that is written. `order` is its place
    among the others of its kind: those that say one stand first, the others follow in the order of
    what they are about.

    A `retention_policy` is for the controller's own file and stands on no site, unless it says
    `published: yes`; then it prints public facts alone.

    `code`, `version` and `classification` (`Halka açık`) are those of the controller's own list of
    documents; each is printed where it is written.
    """

    type: Fact[str]
    published: Fact[bool] | None = None
    site: Site | None = None
    languages: tuple[Fact[str], ...] = ()
    title: Text = following(Text.unwritten)
    summary: Text = following(Text.unwritten)
    slug: Text = following(Text.unwritten)
    order: Fact[int] = following(lambda origin: Fact(0, origin))
    code: Fact[str] | None = None
    version: Fact[str] | None = None
    classification: Text | None = None
    collection_point: CollectionPoint | None = None
    scope: tuple[DataSubject, ...] = ()
    consent: Consent | None = None
    channel: MessageChannel | None = None
    form: Form | None = None

    def stands_on(self, site: Site) -> bool:
        """Whether it stands on `site`, in some language; that of a consent which is not offered
        stands on none."""
        offered = self.consent is None or self.consent.is_offered
        return super().stands_on(site) and offered and bool(self.languages_on(site))

    def languages_on(self, site: Site) -> Sequence[str]:
        """The languages in which it stands on `site`, in the order of the site."""
        own = {code.value for code in self.languages}
        return [c.value for c in site.languages if not own or c.value in own]

    @property
    def follows(self) -> Sequence[Text]:
        """Those of its texts that are not written."""
        texts = {"title": self.title, "summary": self.summary, "slug": self.slug}
        return [text for key, text in texts.items() if key not in self.places]
