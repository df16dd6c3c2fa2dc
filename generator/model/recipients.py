"""To whom personal data goes, as what, and on which ground of article 9 where it goes abroad."""

from datetime import date
from enum import StrEnum

from generator.model.entry import Identified, Text, entry
from generator.model.statute import TransferMechanism
from generator.provenance import Fact


class Role(StrEnum):
    """What a recipient is with regard to the data."""

    PROCESSOR = "processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint-controller"
    AUTHORITY = "authority"
    PUBLIC = "public"


@entry
class Recipient(Identified):
    """To whom data is transferred and for what; `countries` are codes such as DE (ISO 3166-1).

    `purpose` is that of the transfer, `short` the same in fewer words for short layers: it may
    neither narrow nor widen the purpose. `services` is what the recipient does, `forbidden` what
    it may not do with the data; `further_roles` are those that it has for other services.
    For a recipient abroad: the `mechanism` of article 9, whether transfers are `regular`, the
    `risks` told before an occasional consent, the days on which a standard contract was `signed`
    and `notified` to the Authority (art. 9(5)). `contract` is for the file, mark it internal.
    """

    name: Text
    role: Fact[Role]
    further_roles: tuple[Fact[Role], ...] = ()
    purpose: Text
    short: Text | None = None
    services: tuple[Text, ...] = ()
    forbidden: Text | None = None
    countries: tuple[Fact[str], ...] = ()
    abroad: Fact[bool]
    mechanism: TransferMechanism | None = None
    regular: Fact[bool] | None = None
    risks: Text | None = None
    signed: Fact[date] | None = None
    notified: Fact[date] | None = None
    contract: Fact[str] | None = None
