"""Which mails a release has and the words around their texts, as it freezes them beside its facts.

A release that is older than this kept none: of it the data of today says them.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.model.controller import Site
from generator.model.document import Document
from generator.model.entry import Text
from generator.model.mail import Mail, Occasion
from generator.provenance import Fact, Origin

Words = Mapping[str, Mapping[str, Sequence[str]]]
"""Id of a mail → key (`occasion`, `documents`, `subject.tr`, `opening.tr`) → what is written."""
HERE = Origin("mails.yml", line=0)


def frozen(mails: Iterable[Mail], site: Site) -> dict[str, dict[str, list[str]]]:
    """What a release of a site keeps of its mails."""
    return {
        mail.id.value: {
            "occasion": [mail.occasion.value],
            "documents": [document.id.value for document in mail.documents],
            **_by_language("subject", mail.subject),
            **_by_language("opening", mail.opening),
        }
        for mail in mails
        if mail.stands_on(site)
    }


def _by_language(key: str, text: Text) -> dict[str, list[str]]:
    return {f"{key}.{code}": [fact.value] for code, fact in text.by_language.items() if fact}


def read(words: Words) -> list[Mail]:
    """The mails that a release kept, in their order."""
    return [
        made(
            name,
            said["occasion"][0],
            said["documents"],
            {key.removeprefix("subject."): v[0] for key, v in said.items() if "subject." in key},
            {key.removeprefix("opening."): v[0] for key, v in said.items() if "opening." in key},
        )
        for name, said in words.items()
    ]


def made(
    name: str,
    occasion: str,
    documents: Iterable[str],
    subject: Mapping[str, str],
    opening: Mapping[str, str],
) -> Mail:
    """A mail by its words alone; `subject` and `opening` by language."""
    return Mail(
        origin=HERE,
        id=Fact(name, HERE),
        occasion=Fact(Occasion(occasion), HERE),
        documents=tuple(map(_document, documents)),
        subject=_text(subject),
        opening=_text(opening),
    )


def _text(by_language: Mapping[str, str]) -> Text:
    facts = {code: Fact(words, HERE) for code, words in by_language.items()}
    return Text(origin=HERE, by_language=facts)


def _document(name: str) -> Document:
    """All that an e-mail asks of a document is its id."""
    none = _text({})
    return Document(
        origin=HERE,
        id=Fact(name, HERE),
        type=Fact("", HERE),
        title=none,
        summary=none,
        slug=none,
        order=Fact(0, HERE),
    )
