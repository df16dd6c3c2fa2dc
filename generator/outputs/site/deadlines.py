"""Days that a person counts from an application: when the answer is due, until when one may
complain to the Board; and a file that puts them into a calendar (RFC 5545).

Hidden until `assets/javascripts/deadlines.js` shows it: the days follow from a day that only the
visitor knows, and what is typed stays in the browser. The periods of the complaint are rows of the
statute book; that of the answer is the controller's own, as its form froze it.
"""

from datetime import date
from xml.etree.ElementTree import Element

from generator import languages, law
from generator.outputs.site.elements import element, script
from generator.outputs.site.labels import labels_of

SCRIPT = "assets/javascripts/deadlines.js"
_SAID = "answer_by complain_by file event_answer event_board event_why".split()


def complaint(day: date) -> list[int]:
    """Days within which one may complain to the Board by the law of `day`: from the day on which
    one learned of the answer, and at the most from the application."""
    rows = law.load().on(day).deadlines
    since = ("complaint-after-answer", "complaint-after-application")
    return [int(rows[row].period.value.approximate_days) for row in since]


def tool(language: str) -> Element:
    """The questions for the days, and the places of the answers."""
    labels = labels_of(language)
    box = element("div", "form-arrival", hidden="", **{"data-aside": ""})
    for name in ("arrived", "answered"):
        how = f"deadline-{name}"
        label = element("label", "", f"{labels[f'deadline_{name}']} ")
        label.append(
            element("input", type="date", name=f"form-{name}", **{"aria-describedby": how})
        )
        box.extend([label, element("p", "", labels[f"deadline_{name}_how"], id=how)])
    box.append(element("output"))
    link = element("a", "form-letter", labels["deadline_calendar"], hidden="", href="#")
    box.append(link)
    return box


def after(language: str, answer_days: int, controller: str, day: date, up: str) -> str:
    """The script and its words, to stand after the article; `up` leads to the root of the site."""
    labels = labels_of(language)
    words: dict[str, object] = {key: labels[f"deadline_{key}"] for key in _SAID}
    words |= {
        "months": list(languages.get(language).months),
        "controller": controller,
        "days": [answer_days, *complaint(day)],
    }
    return script("deadline-words", words, f"{up}{SCRIPT}")
