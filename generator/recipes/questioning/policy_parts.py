"""The parts of a retention and disposal policy that nobody has written (`RET-02`), as questions.

They stand in a file of their own, which need not be there yet.
"""

from generator import durations, languages
from generator.editing import Value
from generator.message import Message, say
from generator.recipes.questioning.kinds import Kind

FILE = "disposal.yml"


def _texts(words: str) -> Value | None:
    """Each text in the lines of its languages; a language that comes again begins another."""
    return [*_each(words)] or None


def _each(words: str) -> list[dict[str, Value]]:
    """None where a line has no language."""
    texts: list[dict[str, Value]] = []
    for line in filter(str.strip, words.splitlines()):
        code, _, said = (part.strip() for part in line.partition(":"))
        if code.lower() not in languages.codes() or not said:
            return []
        if not texts or code.lower() in texts[-1]:
            texts.append({})
        texts[-1][code.lower()] = said
    return texts


def _duties(words: str) -> Value | None:
    """Each as `tr: title | unit | duty`, once in each language."""
    duties = dict[str, Value]()
    for number, text in enumerate(_each(words), 1):
        parts = {code: [p.strip() for p in str(said).split("|")] for code, said in text.items()}
        if any(len(said) != len(_DUTY) or "" in said for said in parts.values()):
            return None
        duties[f"duty-{number}"] = {
            key: {code: said[place] for code, said in parts.items()}
            for place, key in enumerate(_DUTY)
        }
    return duties or None


def _interval(words: str) -> Value | None:
    try:
        durations.parse(words)
    except ValueError:
        return None
    return " ".join(words.split())


def _changes(words: str) -> Value | None:
    """Nothing but that there were none: an update has a day and words that somebody writes."""
    return [] if words.strip(" .").lower() in ("no", "hayır") else None


_DUTY = ("title", "unit", "duty")


def _listed(within: str, key: str, asks: Message) -> Kind:
    return Kind(key, asks, _texts, within)


PARTS = {
    "RET-02[media]": (
        _listed(
            "media",
            "electronic",
            say(
                "On which electronic media is personal data recorded? Write each in two lines, "
                "“tr: …” and “en: …”."
            ),
        ),
        _listed(
            "media",
            "physical",
            say(
                "On which media that are not electronic is personal data recorded? Write each in "
                "two lines, “tr: …” and “en: …”."
            ),
        ),
    ),
    "RET-02[disposal-measures]": (
        _listed(
            "measures",
            "technical",
            say(
                "By which technical measures is disposal made lawful? Write each in two lines, "
                "“tr: …” and “en: …”."
            ),
        ),
        _listed(
            "measures",
            "organisational",
            say(
                "By which organisational measures is disposal made lawful? Write each in two "
                "lines, “tr: …” and “en: …”."
            ),
        ),
    ),
    "RET-02[methods]": (
        _listed(
            "methods",
            "deletion",
            say(
                "By which methods is data deleted? Write each in two lines, “tr: …” and “en: …”; "
                "nothing where it is not done."
            ),
        ),
        _listed(
            "methods",
            "destruction",
            say(
                "By which methods is data destroyed? Write each in two lines, “tr: …” and "
                "“en: …”; nothing where it is not done."
            ),
        ),
        _listed(
            "methods",
            "anonymisation",
            say(
                "By which methods is data anonymised? Write each in two lines, “tr: …” and "
                "“en: …”; nothing where it is not done."
            ),
        ),
    ),
    "RET-02[duties]": (
        Kind(
            "duties",
            say(
                "Who takes part in keeping and disposing of data? Write each in two lines, “tr: "
                "title | unit | duty” and the same as “en: …”; no names."
            ),
            _duties,
        ),
    ),
    "RET-02[interval]": (
        Kind(
            "interval",
            say(
                "At which intervals is data whose period is over disposed of? Write a period "
                "(6 months)."
            ),
            _interval,
        ),
    ),
    "RET-02[changes]": (
        Kind(
            "changes",
            say(
                "Was the policy ever updated? Write no where it was not; otherwise when, and what "
                "was changed."
            ),
            _changes,
        ),
    ),
}
"""By the name of the finding."""
