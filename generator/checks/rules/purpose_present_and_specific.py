"""Rule PUR-01: a purpose is specific: no open lists and no vague words."""

import re
from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.entry import Text
from generator.model.processing import ProcessingActivity

OPEN_ENDS = phrases(
    tr=(
        "vb|v.b|vs|v.s|vd|v.d *",
        "vb.|v.b.|vs.|v.s.|vd.|v.d.",
        "ve|veya|ile|da|yahut benzeri|benzerleri|benzerlerinin|diğer|sair",
        "gerekli|gerek|lüzumlu|lüzum|uygun görül-",
        "diğer tüm|bütün|her",
        "tüm|bütün|her diğer",
        "her türlü|tür|nevi|çeşit",
        "bilumum|bilcümle",
        "sair|saire|vesair|vesaire",
        "ihtiyaç|gerek|lüzum duyul-|olma-",
        "bunlarla|ile … sınırlı olmamak|olmaksızın|kalmamak|kalmaksızın|değil-",
        "gerektiğinde|gerekirse|icabında|lüzumunda",
        "gerekli|ihtiyaç olduğunda|olursa|duyulduğunda|duyulursa|duyulan hallerde",
        "başta … olmak üzere",
        "ticari|şirket|şirketin|şirketimizin|işletme faaliyet- … yürüt-|sürdür-|devam-|icra-",
        "operasyonel|idari|kurumsal faaliyet-|süreç- … yürüt-|sürdür-|yönet-|icra-",
        "müşteri memnuniyet- … sağla-|artır-|arttır-|yükselt-",
        "iş süreç- … yürüt-|geliştir-|iyileştir-|yönet-",
        "çeşitli|muhtelif amaç-|sebep-|neden-|iş|işlem-",
        "hizmet|hizmetlerin|hizmetlerimizin kalite- … artır-|arttır-|yükselt-|geliştir-",
        "!-dığı|-diği|-duğu|-düğü|-tığı|-tiği|-tuğu|-tüğü|bu|şu|eskisi gibi *",
    ),
    en=(
        "etc",
        "and|or other|others|similar|suchlike",
        "and|or the like",
        "and|or so on|forth",
        "all|any|every other",
        "any|every|all kind|kinds|sort|sorts|manner of",
        "but|and is|are|be not limited to",
        "including|included|but|and not limited to",
        "without limitation",
        "various",
        "as|when|where|whenever|wherever|if necessary|required|needed|appropriate",
        "healthier service",
        "such as|like",
        "among|amongst other|others things",
        "above all|first and foremost",
        "commercial|business activities",
        "improving|raising|ensuring … customer satisfaction",
        "operational|administrative activities|processes",
        "improving|raising|increasing|enhancing … quality of … service-",
    ),
)
TRAILING = re.compile(r"\bgibi\.?$|\bv[bs]$")
WORDS = 2


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases of the research's list, in purposes, steps, recipients and names of data."""
    names = {
        languages.get("tr").lower(name.value)
        for category in subject.facts.data_categories.values()
        if (name := category.name.find("tr"))
    }
    for activity in subject.facts.activities.values():
        if not activity.purposes:
            yield Observation(
                activity.at("purposes"),
                say("this activity has no purpose."),
                say("Write “purposes:” with at least one row, or delete the file."),
                "no-purpose",
            )
        for purpose in activity.purposes:
            yield from _unspecific(purpose.text, names)
            if purpose.short:
                yield from _unspecific(purpose.short, names)
                yield from _longer(purpose.text, purpose.short)
    for recipient in subject.recipients:
        if recipient.short:
            yield from _longer(recipient.purpose, recipient.short)
    for fact, phrase in found_in(_listed(subject), OPEN_ENDS):
        yield Observation(
            fact.origin,
            say("“{phrase}” leaves open what is meant.", phrase=phrase.strip()),
            say("Name what is meant, and only that."),
            "open-list",
        )


def _listed(subject: Subject) -> Iterator[Text]:
    """Purposes of activities, steps, transfers and recipients; names of data."""
    for activity in subject.facts.activities.values():
        yield from _purposes(activity)
    for recipient in subject.recipients:
        yield from filter(None, (recipient.purpose, recipient.short))
    for category in subject.facts.data_categories.values():
        yield from (item.name for item in category.items)


def _purposes(activity: ProcessingActivity) -> Iterator[Text]:
    for purpose in activity.purposes:
        yield purpose.text
        yield from filter(None, (purpose.short, purpose.transferred_for))
        yield from (step.purpose for step in purpose.steps)


def _unspecific(text: Text, names: set[str]) -> Iterator[Observation]:
    fact = text.find("tr")
    if fact is None:
        return
    said = languages.get("tr").lower(fact.value)
    if len(said.split()) < WORDS or said in names:
        yield Observation(
            fact.origin,
            say("“{words}” names a subject and no purpose.", words=fact.value),
            say("Say what the data is used for, for example “Siparişin teslim edilmesi”."),
            "subject-only",
        )
    elif TRAILING.search(said):
        yield Observation(
            fact.origin,
            say("“{word}” at the end leaves open what else is meant.", word=said.split()[-1]),
            say("Name what is meant, and only that."),
            "open-ending",
        )


def _longer(text: Text, short: Text) -> Iterator[Observation]:
    """Languages in which the short text has as many letters as the purpose."""
    for language, fact in short.by_language.items():
        whole = text.find(language)
        if whole and len(fact.value) >= len(whole.value):
            yield Observation(
                fact.origin,
                say("this short text is not shorter than the purpose itself."),
                say("Say the same in fewer words, no less and no more; or delete “short:”."),
                "not-shorter",
                Level.WARNING,
            )


RULE = Rule(
    code="PUR-01",
    slug="purpose-present-and-specific",
    level=Level.ERROR,
    cites="notice-communique 5/1-g",
    what="A purpose is specific: no open lists and no vague words.",
    why="A person must be able to see what the data is used for; etc. says nothing.",
    check=check,
    phrases=(OPEN_ENDS,),
    sub_codes={
        "no-purpose": "An activity has no purpose.",
        "open-list": "A phrase leaves open what is meant.",
        "subject-only": "A purpose names a subject and no purpose.",
        "not-shorter": "A short text is as long as the purpose.",
        "open-ending": "A purpose ends in “and the like”.",
    },
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.text.tr",
        "Siparişin teslimi vb. işlemler",
        "Siparişin teslim edilmesi",
        sub="open-list",
    ),
)
