"""Rule ABR-01: a recipient abroad is marked as such, with its countries."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject


def check(subject: Subject) -> Iterable[Observation]:
    """Countries and “abroad” agree, and one of them is named."""
    for recipient in subject.recipients:
        foreign = [country for country in recipient.countries if country.value != "TR"]
        if foreign and not recipient.abroad:
            yield Observation(
                recipient.at("abroad"),
                f"“{foreign[0].value}” is abroad, but “abroad” says no.",
                "Write “abroad: yes” and the mechanism of article 9.",
                "not-marked",
            )
        if recipient.abroad and not foreign:
            yield Observation(
                recipient.at("abroad"),
                f"the countries of “{recipient.id.value}” are not stated.",
                "Write “countries:” with two-letter codes, for example [IE, US].",
                "no-country",
            )


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
