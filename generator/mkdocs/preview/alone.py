"""A changed document as one file: both languages with their redline, and the panel of the preview.

It is opened by a double click, asks nobody, and saves what is typed as a file to send.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from generator import languages, pipeline
from generator.catalogue import said
from generator.message import say
from generator.mkdocs.preview import as_data
from generator.mkdocs.preview.clauses import of_clause
from generator.mkdocs.preview.records import Records
from generator.outputs.changes import whole_page
from generator.outputs.changes.whole_page import Shown
from generator.recipes import comparing
from generator.recipes.correcting import Sheets, rewording, sent, whole
from generator.recipes.correcting.located import NoPlace
from generator.recipes.correcting.prints import Prints
from generator.recipes.reviewing import values
from generator.recipes.reviewing.base import base_at

_HERE = Path(__file__).parent
SCRIPTS = (
    *("alone", "resumed", "panel", "forms", "fields", "facts", "place", "changes", "entries"),
    *("origins", "clauses"),
)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
WORDS = {
    "saved": say("Noted. “My changes” saves it as a file to send."),
    "only_words": say("No fact of the data stands here; the clause can be put in other words."),
    "one_by_one": say("What was changed in this file"),
    "not_here": say("This place is not in this file; it is changed in the preview or in data/."),
    "choose_role": say("choose who you are."),
    "id_chosen": say(
        "Another of “My changes” has chosen it by its short name: leave that as it was, or change "
        "the other one first."
    ),
    "needed": whole.NEEDED,
    "chosen": whole.CHOSEN,
    "certain_needed": whole.CERTAIN,
    "certain_chosen": whole.CERTAIN_CHOICE,
    "neither": whole.NEITHER,
    "assumed": whole.ASSUMED,
    "id_needed": say("Write a short name: a-z, digits and hyphens, and one that is not there yet."),
    "these": say("Add or remove an entry"),
    "named_by_none": say("Whether something names it is checked when the file is taken in."),
    "worded": say("Write why the words of the tool do not fit, and the words in each language."),
    "torn": say("A fact is torn: it stands between {open} and {close}.", open="{{", close="}}"),
    "line": say("line"),
    "unpaired": say("this tag stands alone; it is opened and closed."),
    "lost": say(
        "Write it in this language as well; what is not known is said in "
        "“Still in doubt because …”."
    ),
    "no_period": say("This is no period. Write a number and a unit, as 10 years."),
    "no_day": say("This is no day. Write it as 20.11.2026."),
    "new_entry": say("New entry"),
    "gone_entry": say("Removed entry"),
    "saving": say("Save changes.json"),
    "saving_hint": say(
        "Saves the changes as a file. Attach it to a form “Change of a text” of the repository, or "
        "send it to whoever looks after the texts. Whether each value is possible is checked when "
        "the file is taken in."
    ),
    "saving_none": say("Nothing has been changed yet. Open a fact, and change it."),
    "saving_nameless": say("Write your name: the file says who made the changes."),
    "saving_roleless": say("Choose who you are: the file says who decides, and who proposes."),
    "saving_done": say("Saved among your downloads:"),
    "opening": say("Go on with a saved file"),
    "opening_hint": say("Choose the changes.json that you saved in this text:"),
    "opened": say("Changes taken over from the file:"),
    "opened_not": say("Changes that were not taken over:"),
    "opened_left": say(
        "They are not in what you save next. Make them again where they are still wanted."
    ),
    "opened_chosen": say("It has chosen an entry that was not taken over."),
    "opened_no": sent.NO_FILE,
    "opened_stale": sent.STALE,
    "opened_broken": say("It cannot be read."),
    "opened_elsewhere": say("This file was saved in another text; open it there:"),
}


@dataclass(frozen=True)
class _File:
    """All that one file is made of; `texts` are the document in each language, redlined."""

    language: str
    texts: Sequence[Shown]
    data: Mapping[str, Any]

    def html(self) -> str:
        own = [text for text in self.texts if text.language == self.language]
        title = (own or list(self.texts))[0].title
        style = whole_page.style() + _read("alone.css") + _read("panel.css")
        scripts = [script(name) for name in SCRIPTS]
        policy = (
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src {_digest(style)}; script-src {' '.join(map(_digest, scripts))}; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )
        embedded = json.dumps(self.data, ensure_ascii=False).replace("<", "\\u003c")
        return "\n".join(
            [
                f"<!doctype html>\n<html {languages.get(self.language).in_tag}>\n<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
                '<meta name="referrer" content="no-referrer">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>",
                f"<header><h1>{escape(title)}</h1>\n<p>{escape(self._about())}</p></header>",
                *(whole_page.section(text) for text in self.texts),
                "</main>",
                f'<script type="application/json" id="notices-data">{embedded}</script>',
                *(f"<script>{script}</script>" for script in scripts),
                "</body>\n</html>\n",
            ]
        )

    def _about(self) -> str:
        words = say(
            "This file shows the text in each language; what the request changes in it is marked. "
            "“Correct” opens its facts; nothing leaves this file until you save and send it."
        )
        return said(words, self.language)


def files(settings: pipeline.Settings, name: str, language: str) -> Iterator[tuple[str, str]]:
    """Each document that differs from `name` (a ref of git or a folder), and its file.

    Nothing where there is nothing to compare with. Raises NoticesError.
    """
    with base_at(settings.data, name) as base:
        if base.folder is None:
            return
        found = comparing.compare(replace(settings, cache=None), str(base.folder), comparing.DRAFT)
    outcome = pipeline.run(settings)
    changed = {(one.document, one.language): one for one in found.differences}
    prints = Prints(outcome.texts)
    contents = values.public(settings.data)
    sheets = Sheets(settings.data, contents, language, outcome.findings, prints)
    records = Records(sheets, language)
    for document in dict.fromkeys(document for document, _ in changed):
        texts = [text for text in outcome.texts if text.document == document]
        if not texts:
            continue  # it is no more, and nothing in it can be corrected
        keys = [(document, text.language) for text in texts]
        shown = [
            _shown(changed[key]) if key in changed else Shown.unchanged(text)
            for key, text in zip(keys, texts, strict=True)
        ]
        data = _data(document, prints, sheets, records)
        data |= {"base": name, "document": document}
        yield document, _File(language, shown, data).html()


def _shown(one: comparing.Difference) -> Shown:
    if one.before is None and one.after:
        return Shown.unchanged(one.after)
    return Shown.of(one.document, one.language, one.title, one.redline, gone=one.after is None)


def _data(document: str, prints: Prints, sheets: Sheets, records: Records) -> dict[str, Any]:
    """What the panel asks for: the page, the sheet of every fact that is printed on it, the words
    of its clauses, and the entries of the data."""
    clauses, worded = dict[str, Any](), dict[str, str]()
    wordings = dict[str, Mapping[str, object]]()
    language = sheets.language
    for text in (text for text in prints.texts if text.document == document):
        for name, words in prints.words(text.document, text.language).items():
            key = f"{text.document}-{text.language}-{name}"
            clauses[key] = as_data.of_words(words)
            place = rewording.clause_place(text.type, name)
            with suppress(NoPlace):  # some words stand in no clause that can be put otherwise
                if place not in wordings:
                    wordings[place] = of_clause(place, sheets.worded(place), prints, language)
                worded[key] = place
    for place in dict.fromkeys(place for words in clauses.values() for _, place, _ in words):
        records.add(place)
    listed = (f for f in records.findings if f.place in records.aliases)
    page = {
        **as_data.of_page(language),
        "readOnly": False,
        "clauses": clauses,
        "wordings": worded,
        "findings": [as_data.of_finding(f, records.adviser) for f in listed],
    }
    own = {name: said(message, language) for name, message in WORDS.items()}
    held = {"sheets": records.held, "aliases": records.aliases, "wordings": wordings}
    return {
        "format": sent.FORMAT,
        "most": sent.MOST,
        "page": page,
        "period": sent.PERIOD,
        "words": own,
        **held,
        **records.as_data(),
    }


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def script(name: str) -> str:
    """A script of the file, without lines that are comments."""
    return _COMMENT.sub("", _read(f"{name}.js"))


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
