"""What a type of document is, as `generator/documents/<type>/type.yml` says it."""

from enum import StrEnum

from generator.model.entry import Identified, entry
from generator.provenance import Fact


class Menu(StrEnum):
    """A heading of the visitor's menu, in the order of the menu.

    A heading is never taken off this list: texts of releases name theirs for ever.
    """

    POLICIES = "policies"
    NOTICES = "notices"
    CHOICES = "choices"
    FORMS = "forms"

    @property
    def folded(self) -> bool:
        """Whether the menu shows one line for all of them, and the home page lists them last.

        Notices and choices are read where data is asked for, not looked up.
        """
        return self in (Menu.NOTICES, Menu.CHOICES)


class Audience(StrEnum):
    """Who reads the documents of a type: visitors of the site, or the controller's own file;
    `either`: the file, unless a document says that it is published."""

    PUBLIC = "public"
    FILE = "file"
    EITHER = "either"


class About(StrEnum):
    """What a document of a type is about: the key that each of them must have."""

    COLLECTION_POINT = "collection_point"
    CONSENT = "consent"
    CHANNEL = "channel"
    FORM = "form"


@entry
class DocumentType(Identified):
    """A type of document; its id is the name of its folder.

    `audience` is `public`, or `file` for an internal paper, which is composed and checked but
    stands on no site and in no release; `either` is such a paper unless its document says
    `published: yes`. `menu` is the heading under which public ones stand.
    `layers` are those that every template of the type has, in their order. `about` is the key of
    `data/documents/` that says what one document is about; absent where it is about nothing
    in particular. `order` is the place of its documents among those of other types under the same
    heading. `flows` says that the rows of its tables are kept as data, for a picture of them;
    `cookies` the same of its table of cookies, for a page on which visitors choose.
    """

    audience: Fact[Audience]
    menu: Fact[Menu] | None = None
    layers: tuple[Fact[str], ...]
    about: Fact[About] | None = None
    order: Fact[int] | None = None
    flows: Fact[bool] | None = None
    cookies: Fact[bool] | None = None

    def publishes(self, published: Fact[bool] | None) -> bool:
        """Whether a document of this type that says `published:` so stands on a site."""
        if self.audience.value is Audience.EITHER:
            return published is not None and published.value
        return self.audience.value is Audience.PUBLIC
