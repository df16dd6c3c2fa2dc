"""Rule REC-01: recipients are told, each a known group with a purpose."""

from collections.abc import Iterable, Iterator, Sequence

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import Phrases, found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.processing import Purpose
from generator.model.recipients import Role
from generator.model.traversal import walk

PHRASES = phrases(
    tr=(
        "üçüncü|3. kişi-|taraf-|şahıs-|şahsa",
        "benzer|benzeri kuruluş-|kurum-|kişi-|şirket-|firma-",
        "ve|veya diğer|sair|benzeri",
        "diğer|ilgili|gerekli tüm|bütün kişi-|kurum-|kuruluş-|taraf-",
        "olacağımız|çalışacağımız|anlaşacağımız",
    ),
    en=(
        "third party|parties|persons",
        "similar organisation-|organization-|compan-|bod-",
        "and|or other|others|similar",
        "we are or will be",
    ),
)


GIVING = phrases(
    tr=(
        "yayımlan-|yayınlan-|yayımla-|yayınla-",
        "aktarıl-|aktarım-|devred-",
        "ile|kişilerle|kurumlarla|makamlarla paylaşıl-|paylaşım-|paylaşma-",
        "sosyal medya-|medyada … paylaş-",
        "kargoyla|kargo|kuryeyle|kurye ile|gönderil-|teslim|gönderim-",
        "şirketlere|şirketlerine|şirketine|firmalara|ortaklara|ortaklarına|bankaya|bankalara|sigortacıya "
        "… ilet-|gönder-|veril-|bildiril-|sunul-",
    ),
    en=(
        "publish-|publication",
        "transfer- to",
        "transferr-",
        "shar- … with|on",
        "disclos-",
        "by courier|carrier",
        "passing|sending|handing … to affiliates|partners|companies|banks|insurers",
    ),
)
"""What a purpose does not say where nobody gets the data."""
TO_AUTHORITIES = phrases(
    tr=(
        "kuruma|kurumuna|kurumlara|kurula|kuruluna|kolluğa|kolluk|makamlara|makamlarına|savcılığa|"
        "savcılıklara|mahkemeye|mahkemelere|idareye|idaresine|bakanlığa|bakanlığına|belediyeye "
        "… bildiril-|bildirim-|veril-|gönderil-|iletil-|sunul-|ibraz",
    ),
    en=(
        "reporting|handing|sending|giving|submitting … to … authorit-|institution|police|court|"
        "courts|ministry|board",
    ),
)
"""The same of authorities, which some recipient may get for every purpose (`always`)."""


def check(subject: Subject) -> Iterable[Observation]:
    """Phrases that name no group; purposes that are silent about recipients, or made so."""
    for fact, phrase in found_in(walk(tuple(subject.facts.recipients.values())), PHRASES):
        yield Observation(
            fact.origin,
            say("“{phrase}” names no group of recipients.", phrase=phrase),
            say("Name the group, and what it gets the data for."),
            "no-group",
        )
    for recipient in subject.recipients:
        if recipient.always and recipient.role.value is not Role.AUTHORITY:
            yield Observation(
                recipient.at("always"),
                say(
                    "“{id}” would get the data of every purpose, and no law orders that for it.",
                    id=recipient.id.value,
                ),
                say("Delete “always:”, and name it in the purposes for which it gets data."),
                "always",
            )
    always = any(recipient.always for recipient in subject.recipients)
    lists = (GIVING,) if always else (GIVING, TO_AUTHORITIES)
    for _, purpose in subject.purposes:
        if purpose.recipients == ():
            yield from _at_odds(purpose, lists)
        if purpose.recipients is None:
            yield Observation(
                purpose.origin,
                say("the purpose does not say to whom its data is transferred."),
                say(
                    "Write “recipients:” with their ids, or “recipients: []” where it goes to nobody."
                ),
                "silent",
            )
        for number, recipient in enumerate(purpose.recipients or ()):
            if recipient.internal:
                yield Observation(
                    purpose.at(f"recipients[{number}]"),
                    say(
                        "“{id}” is internal, so no text tells of this transfer.",
                        id=recipient.id.value,
                    ),
                    say("Delete its “internal:”, or the recipient where it gets no data."),
                    "internal",
                )


def _at_odds(purpose: Purpose, lists: Sequence[Phrases]) -> Iterator[Observation]:
    """Nobody gets the data, says the list; the words of the purpose say that somebody does."""
    texts = [purpose.text, purpose.consent.matter if purpose.consent else None]
    for fact, phrase in (found for listed in lists for found in found_in(texts, listed)):
        yield Observation(
            purpose.at("recipients"),
            say(
                "“recipients: []” says that nobody gets the data, but “{words}” says “{phrase}”.",
                words=fact.value,
                phrase=phrase,
            ),
            say("Name the recipients (the public is one: “role: public”), or reword the purpose."),
            "at-odds",
        )
        return


RULE = Rule(
    code="REC-01",
    slug="recipient-group-and-purpose",
    level=Level.ERROR,
    cites="kvkk 10/1-c",
    what="To whom the data of a purpose goes is told, by known groups with a purpose.",
    why="“Third parties” tells a person nothing about who gets the data; silence denies the transfer.",
    check=check,
    phrases=(PHRASES, GIVING, TO_AUTHORITIES),
    sub_codes={
        "no-group": "A phrase names no group of recipients.",
        "at-odds": "A purpose speaks of publishing or transferring, and names no recipient.",
        "silent": "A purpose does not say to whom its data goes.",
        "always": "A recipient that is not an authority gets the data of every purpose.",
        "internal": "An internal recipient gets data that no text tells of.",
    },
    example=Change(
        "recipients.yml", "carrier.name.tr", "üçüncü kişiler", "kargo şirketleri", sub="no-group"
    ),
)
