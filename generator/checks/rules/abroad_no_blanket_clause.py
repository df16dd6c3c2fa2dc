"""Rule ABR-07: no clause allows transfers abroad in general."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

PHRASES = phrases(
    tr=(
        "aksi kararlaştırıl- … yurt|yurtdışı- dışına|aktar-",
        "ilan edilinceye|açıklanıncaya kadar … açık rıza-",
        "yeterli koruma- … bulun-|sağla-|olan|sahip|sunan … ülke-",
        "yeterli korumanın|koruma bulun-",
        "güvenli ülke-",
        "verileriniz|verileri|veriler|verilerinizi yurt dışına|dışındaki aktarılabilir|aktarılabilecek-|aktarabilir-",
        "verileriniz|verileri|veriler|verilerinizi yurtdışına aktarılabilir|aktarılabilecek-|aktarabilir-",
        "dünyanın her|herhangi|farklı|çeşitli yer-|ülke-|bölge-",
    ),
    en=(
        "abroad unless otherwise|stipulated|agreed",
        "adequate|sufficient|appropriate|equivalent protection … countr-|jurisdiction-",
        "countr-|jurisdiction- … adequate|sufficient|appropriate|equivalent … protection",
        "safe|safer countr-",
        "data may|can be transferred|sent|moved abroad|overseas|outside",
        "anywhere in the world",
    ),
)
"""Clauses for every transfer, and article 9 as it was before Law 7499."""
CONSENT = phrases(
    tr=(
        "yurt dışına|dışı|dışındaki … aktar- … açık rıza verir-|veriyor-|ettim|veririm",
        "yurt dışına|dışındaki … aktar- … rızanız|rızanızı|rıza alınır|alınmaktadır|alınacak-|alırız|istenir|istenmektedir|isteriz|doğrultusunda|kapsamında|dahilinde",
        "yurt dışına|dışındaki … rızanız|rızanızla|rızanıza|rıza … aktarıl+",
        "rızanız|rızanızla|rızanıza|rızanızın|rıza … yurt dışına|dışındaki aktarıl+",
        "rızanız|rızanızla|rızanıza … yurt dışındaki … aktarıl+",
        "yurtdışına … aktar- … rızanız|rızanızı|rıza alınır|alınmaktadır|alınacak-|istenir",
        "yurt dışına aktarılmasına açık rıza-",
        "yurt|yurtdışına … aktarım- … rızanıza|rızaya dayanır|dayalı-|dayanmaktadır|tabi|tabidir|bağlıdır",
    ),
    en=(
        "consent to the|a|any transfer- abroad of all|any",
        "consent … is|will taken|obtained|asked|sought|be … transfer- … abroad",
        "transfer- … abroad … with|on your|explicit consent",
        "transfer- … abroad … consent is|will taken|obtained|asked|sought|be",
    ),
)
"""Consent as a standing ground; it may carry an occasional transfer (art. 9(6)(a))."""


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a public text says them."""
    mechanisms = [r.mechanism.id.value for r in subject.facts.recipients.values() if r.mechanism]
    lists = (PHRASES,) if "occ-consent" in mechanisms else (PHRASES, CONSENT)
    for origin, phrase in dict.fromkeys(
        p for listed in lists for p in said_anywhere(subject, listed)
    ):
        yield Observation(
            origin,
            say(
                "“{phrase}” is no ground of article 9 as it is today, or allows transfers in general.",
                phrase=phrase,
            ),
            say(
                "Delete it; name recipient, country and mechanism of each transfer in recipients.yml."
            ),
        )


RULE = Rule(
    code="ABR-07",
    slug="abroad-no-blanket-clause",
    level=Level.ERROR,
    cites="kvkk-provisional-3",
    what="No clause allows transfers abroad in general.",
    why="Each transfer needs its own mechanism; a clause for all of them is none.",
    check=check,
    phrases=(PHRASES, CONSENT),
    example=Change(
        "promises.yml",
        "statements[0].en",
        "Data may go abroad unless otherwise agreed.",
        "Data is safe.",
    ),
)
