"""The page that leads from “what do you want?” to an application that is sent, kept and counted.

What it says of the controller are parts of the application form in force (or of its draft); the
wishes, and the days of the Board, are rows of the statute book. Without a script each wish opens
to a finished text in Turkish, as an e-mail and to copy; with it, the form is filled in from here.
"""

from collections.abc import Iterator
from functools import partial
from html import escape
from urllib.parse import quote

from generator import languages, law
from generator.durations import Duration
from generator.expression import Expression
from generator.expression.markup import serialise
from generator.languages import TURKISH
from generator.outputs.site import applying, deadlines
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page, Section, page_of_labels
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.ways import RIGHTS

_STEPS = ("want", "send", "keep", "wait", "board")
LONGEST_LINK = 2000
"""Windows hands no longer address to a mail program."""


def rights_path(site: Publication, language: str, here: str) -> Page:
    """The page in `language` at `here`, of a site that has an application form."""
    form = applying.form_of(site, language)
    assert form
    labels = labels_of(language)
    made = _Made(site, form, here)
    html = "".join(
        f'<section id="{step}"><h2>{number}. {escape(labels[f"rights_{step}"])}</h2>\n'
        f"{getattr(made, step)()}</section>\n"
        for number, step in enumerate(_STEPS, start=1)
    )
    up = "../" * here.count("/")
    tool = deadlines.after(language, form.answer_days, site.controller, form.day, up)
    wishes = ". ".join(right.wish.in_language(language) for right in made.law.rights.values())
    headings = [
        Heading(step, f"{number}. {labels[f'rights_{step}']}", 2)
        for number, step in enumerate(_STEPS, start=1)
    ]
    html = f'<div class="path">\n{html}</div>\n{tool}'
    sections = [Section("want", labels["rights_want"], wishes)]
    standing = site.standing(form)
    return page_of_labels(RIGHTS, "rights", language, here, standing, html, headings, sections)


class _Made:
    """The parts of the page, a method for each step."""

    def __init__(self, site: Publication, form: Expression, here: str) -> None:
        self._form = form
        self._turkish = applying.form_of(site, TURKISH) or form
        self._language = languages.get(form.language)
        self._labels = labels_of(form.language)
        self._written = labels_of(self._turkish.language)
        self._to_form = relative(here, site.addresses.of(form.document, form.language))
        self._mailbox = applying.mailbox(form)
        self._html = partial(applying.html, form, resolve=site.resolver(form, here))
        self.law = law.load().on(form.day)

    def _said(self, key: str, **values: str) -> str:
        return f"<p>{escape(self._labels[f'rights_{key}'].format(**values))}</p>\n"

    # --- what do you want? -----------------------------------------------------------------

    def want(self) -> str:
        """A wish in plain words each, which opens to what is asked for and to its text."""
        own, written = self._requests(self._form), self._requests(self._turkish)
        parts = [self._said("want_how")]
        rights = list(self.law.rights.values())
        for number, (request, turkish) in enumerate(zip(own, written, strict=True), start=1):
            # An older form may have offered other requests than today's nine.
            known = rights[number - 1] if len(own) == len(rights) else None
            wish = known.wish.in_language(self._form.language) if known else request
            parts.append(self._wish(number, wish, request, turkish))
        return "".join(parts)

    @staticmethod
    def _requests(form: Expression) -> tuple[str, ...]:
        asked = (asked for asked in applying.asked(form) if asked.field.kind == "rights")
        return next(asked).options

    def _wish(self, number: int, wish: str, request: str, turkish: str) -> str:
        labels = self._labels
        field = next(field.name for field in self._form.fields if field.kind == "rights")
        to_form = f"{self._to_form}#option-{field}-{number}"
        lines = self._application(turkish, "required", "conditional", paper=True)
        parts = [
            f"<p>{escape(labels['rights_request'])} {escape(request)}</p>\n"
            f'<p><a class="form-letter" href="{escape(to_form)}">'
            f"{escape(labels['rights_to_form'])}</a></p>\n"
        ]
        if self._mailbox:
            parts.append(
                f'<p><a class="form-letter" href="{escape(self._letter(turkish))}">'
                f"{escape(labels['form_mail'])}</a></p>\n"
                f"<p>{escape(labels['form_mail_counts'])} {escape(labels['form_mail_open'])}</p>\n"
            )
        parts.append(self._said("by_hand"))
        text = escape("\n".join(lines), quote=False)
        return (
            f'<details class="wish" id="wish-{number}"><summary>{escape(wish)}</summary>\n'
            f'<div>{"".join(parts)}<pre lang="{self._turkish.language}">{text}</pre></div>'
            "</details>\n"
        )

    def _application(self, request: str, *needs: str, paper: bool = False) -> Iterator[str]:
        """An application but for what its writer alone knows, a line each: the request, the day,
        and the fields of these `needs`; on paper with what helps, and with a signature."""
        form, written = self._turkish, self._written
        yield written["form_application"]
        yield ""
        yield f"{written['form_to']}: {applying.addressee(form)}"
        yield ""
        for asked in applying.asked(form):
            kind, need = asked.field.kind, asked.field.need
            if kind == "rights":
                yield f"{asked.label}:"
                yield f"- {request}"
            elif kind == "date" or (need in needs and (paper or kind != "signature")):
                hint = f" ({asked.hint.rstrip('.')})" if asked.hint and paper else ""
                yield f"{asked.label}{hint}:"

    def _letter(self, request: str) -> str:
        """The same as an e-mail (RFC 6068); what only some people state is left out of a long
        one, which mail programs would cut off."""
        subject = quote(self._written["form_application"], safe="")
        for needs in (("required", "conditional"), ("required",)):
            body = quote("\r\n".join(self._application(request, *needs)), safe="")
            link = f"{self._mailbox}?subject={subject}&body={body}"
            if len(link) <= LONGEST_LINK:
                break
        return link

    # --- sending, keeping, waiting ---------------------------------------------------------

    def send(self) -> str:
        """The ways of the controller, as its form says them, with what must be signed."""
        sending = applying.clause(self._form, "sending")
        parts = [part for part in sending if part.tag != "h2"] if sending is not None else []
        reach = [part for part in parts if part.tag == "dl" and part.get("class") != "ways"]
        ways = self._html([part for part in parts if part not in reach])
        return f"{ways}<h3>{escape(self._labels['rights_where'])}</h3>\n{self._html(reach)}"

    def keep(self) -> str:
        """A copy, and the day."""
        return self._said("keep_how")

    def wait(self) -> str:
        """What the controller owes, and when; with a script the days are counted here."""
        answer = applying.clause(self._form, "answer")
        owed = [part for part in answer if part.tag != "h2"] if answer is not None else []
        days = (self._form.answer_days, deadlines.complaint(self._form.day)[1])
        rows = "".join(
            f"<li>{escape(self._labels[f'rights_count_{name}'].format(weeks=self._weeks(number)))}"
            "</li>\n"
            for name, number in zip(("answer", "board"), days, strict=True)
        )
        tool = serialise(deadlines.tool(self._form.language))
        return f"{self._html(owed)}{self._said('count')}<ul>{rows}</ul>\n{tool}"

    def _weeks(self, days: int) -> str:
        """`30 days, that is 4 weeks and 2 days`: a calendar on a wall has weeks."""
        weeks, rest = divmod(days, 7)
        parts = [(weeks, "week"), (rest, "day")]
        short = self._language.duration(Duration(tuple(part for part in parts if part[0])))
        return f"{self._language.duration(Duration(((days, 'day'),)))} ({short})"

    def board(self) -> str:
        """The way to the Board."""
        complaint = applying.clause(self._form, "complaint")
        return self._html([p for p in complaint if p.tag != "h2"] if complaint is not None else [])
