"""Rule ABR-01: a recipient abroad is marked as such, with its countries."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

FOREIGN = re.compile(
    r"\b(GmbH|KGaA|Inc|LLC|LLP|Corp|Corporation|B\.?V|S\.?à ?r\.?l|SARL|S\.?r\.?l|PLC|Pty|Oy|A/S|"
    r"Limited(?! Şirketi)|Ltd\.?(?!\.? ?Şti)|Ireland|Deutschland|Luxembourg|EMEA)\b"
)
"""How companies abroad are called; their Turkish ones end in A.Ş. or Ltd. Şti."""
PROVIDERS = re.compile(
    r"\b(google|meta|facebook|instagram|whatsapp|microsoft|amazon|aws|apple|cloudflare|openai|zoom|"
    r"slack|hotjar|tiktok|linkedin|twitter|hubspot|salesforce|twilio|sendgrid|mailchimp|stripe|"
    r"paypal|vimeo|youtube|criteo|shopify|wix|zendesk|intercom|dropbox|atlassian|github)\b",
    re.IGNORECASE,
)
"""Who keeps data abroad as far as anyone knows."""
TURKISH = re.compile(r"A\. ?Ş\b|Ltd\.? ?Şti|Şirketi", re.IGNORECASE)


def check(subject: Subject) -> Iterable[Observation]:
    """Countries and “abroad” agree, and one of them is named."""
    for recipient in subject.recipients:
        foreign = [country for country in recipient.countries if country.value != "TR"]
        if foreign and not recipient.abroad:
            yield Observation(
                recipient.at("abroad"),
                say("“{country}” is abroad, but “abroad” says no.", country=foreign[0].value),
                say("Write “abroad: yes” and the mechanism of article 9."),
                "not-marked",
            )
        named = [fact.value for fact in recipient.name.by_language.values()]
        word = next((m for name in named if (m := _foreign(name))), "")
        if word and not recipient.abroad and not foreign:
            yield Observation(
                recipient.at("abroad"),
                say("“{word}” sounds like a company abroad, but “abroad” says no.", word=word),
                say(
                    "Write “abroad: yes” with its countries and mechanism, or name the "
                    "company in Türkiye that gets the data (A.Ş., Ltd. Şti.)."
                ),
                "foreign-name",
                Level.WARNING,
            )
        if recipient.abroad and not foreign:
            yield Observation(
                recipient.at("abroad"),
                say("the countries of “{id}” are not stated.", id=recipient.id.value),
                say("Write “countries:” with two-letter codes, for example [IE, US]."),
                "no-country",
            )


def _foreign(name: str) -> str:
    """What in a name of a recipient stands for a company abroad; empty for a Turkish company."""
    match = None if TURKISH.search(name) else FOREIGN.search(name) or PROVIDERS.search(name)
    return match.group() if match else ""


RULE = Rule(
    code="ABR-01",
    slug="abroad-flagged",
    level=Level.ERROR,
    cites="kvkk 9",
    what="A recipient abroad is marked as such, with its countries.",
    why="Article 9 applies country by country; what is not marked is not examined.",
    check=check,
    sub_codes={
        "not-marked": "A country abroad is named, but “abroad” says no.",
        "foreign-name": "A recipient is called like a company abroad, but “abroad” says no.",
        "no-country": "The countries of a recipient abroad are not stated.",
    },
    example=Change(
        "recipients.yml",
        "carrier.countries",
        "[US]",
        "[TR]",
        sub="not-marked",
        found="carrier.abroad",
    ),
)
