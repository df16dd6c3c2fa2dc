"""The documents that a controller publishes, as declared in `data/documents/`."""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.controller import Site
from generator.model.entry import Identified, Text
from generator.model.processing import CollectionPoint, DataSubject
from generator.provenance import Fact


class Menu(StrEnum):
    """Under which heading of the visitor's menu a document stands."""

    POLICIES = "policies"
    NOTICES = "notices"
    FORMS = "forms"


@dataclass(frozen=True, kw_only=True)
class Document(Identified):
    """One document: its type (a folder of `generator/documents/`), title and address.

    A notice names the `collection_point` that it belongs to; a policy names its `scope`.
    """

    type: Fact[str]
    site: Site
    title: Text
    summary: Text
    slug: Text
    menu: Fact[Menu]
    order: Fact[int]
    collection_point: CollectionPoint | None = None
    scope: tuple[DataSubject, ...] = ()
