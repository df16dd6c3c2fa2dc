"""The documents that a controller publishes, as declared in `data/documents/`."""

from generator.model.choices import Consent, MessageChannel
from generator.model.collection import CollectionPoint
from generator.model.controller import OnSites, Site
from generator.model.entry import Identified, Text, entry
from generator.model.form import Form
from generator.model.processing import DataSubject
from generator.provenance import Fact


@entry
class Document(OnSites, Identified):
    """One document: its type (policy, notice, consent, message_approval, cookies, form) and title.

    `slug` is its address, `summary` the line below its title, `order` its place among the others
    of its kind. A notice names the `collection_point` that it belongs to, a policy its `scope`, a
    consent text the `consent`, an approval of messages the `channel`, a form the `form`. It stands
    on every site of the controller unless it names one `site`.
    `code`, `version` and `classification` (`Halka açık`) are those of the controller's own list of
    documents; each is printed where it is written.
    """

    type: Fact[str]
    site: Site | None = None
    title: Text
    summary: Text
    slug: Text
    order: Fact[int]
    code: Fact[str] | None = None
    version: Fact[str] | None = None
    classification: Text | None = None
    collection_point: CollectionPoint | None = None
    scope: tuple[DataSubject, ...] = ()
    consent: Consent | None = None
    channel: MessageChannel | None = None
    form: Form | None = None
