"""Templates: each thing that a template may not do, with its message and its line."""

import datetime
import enum
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import languages
from generator.durations import parse
from generator.errors import TemplateError
from generator.model.entry import Text
from generator.rendering import Renderer
from tests.test_rendering import HERE, fact, render


class Role(enum.StrEnum):
    """An enum of the model."""

    processor = "processor"


def refusal(folder: Path, body: str, context: Mapping[str, object] | None = None) -> str:
    with pytest.raises(TemplateError) as caught:
        render(folder, body, context)
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ 5 }}", "no origin"),
        ("{{ 'x' }}", "no origin"),
        ("{{ number }}", "number, ordinal, words or percent"),
        ("{{ day }}", "filter day"),
        ("{{ period }}", "duration or duration_words"),
        ("{{ role }}", "filter choice"),
        ("{{ yes }}", "{% if … %}"),
        ("{{ none }}", "nothing to print"),
        ("{{ none|day }}", "nothing is written here"),
        ("{{ x.value }}", "Print the fact itself"),
        ("{{ [x] }}", "filter joined"),
        ("{{ []|joined }}", "the list to join is empty"),
        ("{{ x|joined }}", "writes a list"),
        ("{{ [x]|joined('plus') }}", "There are: and, or, apart."),
        ("{{ x|day }}", "“day” writes a fact that is a day"),
        ("{{ yes|number }}", "“number” writes"),
        ("{{ x|choice }}", "no way of writing “y”"),
        ("{{ x|possessive }}", "no way of writing"),
        ("{{ label('undr') }}", "Did you mean “under”"),
        ("{{ blank|day }}", "nothing is written at data/x.yml:3:4"),
        ("{{ secret }}", "internal"),
        ("{{ secret|sentence }}", "internal"),
        ("{{ secret_day|day }}", "internal"),
        ("{{ nul }}", "U+0000"),
        ("{{ marker }}", "U+E000"),
        ("{{ nmae }}", "Did you mean “name”"),
        ("{{ lable('draft') }}", "Did you mean “label”"),
        ("{{ x.vlaue }}", "Did you mean “value”"),
        ("{{ x ~ 'y' }}", "does not join"),
        ("{{ label('dr' ~ 'aft') }}", "does not join"),
        ("{{ [x]|joined('a' ~ 'nd') }}", "does not join"),
        ("{% if true or 1 + 1 == 2 %}{{ x }}{% endif %}", "does not join"),
        ("{% if false %}{{ 'a' ~ 'b' }}{% endif %}", "does not join"),
        ("{% macro m(a='b' ~ 'c') %}{% endmacro %}", "does not join"),
        ("{% for y in [x][0:1] %}{{ y }}{% endfor %}", "does not join"),
        ("{{ 'y %s' % x }}", "does not join"),
        ("{{ bold(x) ~ name }}", "does not join"),
        ("{{ bold(x) + 'thirty' }}", "does not join"),
        ("{{ bold(x)[:3] }}", "does not join"),
        ("{{ bold(x)[3] }}", "closed"),
        ("{% set z %}{{ x }}{% endset %}{{ z|last }}", "U+E001"),
        ("{{ bold(x).replace('y', 'z') }}", "closed"),
        ("{{ x.value.format() }}", "closed"),
        ("{{ x.value.upper() }}", "closed"),
        ("{{ (x|sentence).written('thirty') }}", "closed"),
        ("{{ (x|sentence).of(x, 'thirty') }}", "closed"),
        ("{{ text.by_language['en'] }}", "closed"),
        ("{{ text.find('en') }}", "closed"),
        ("{{ bold._func.__globals__ }}", "closed"),
        ("{{ label.__self__ }}", "closed"),
        ("{{ self._TemplateReference__context }}", "closed"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "autoescape"),
        ("{{ x|safe }}", "safe"),
        ("{{ [x]|map('upper')|list }}", "upper"),
        ("{{ [x]|map(attribute='origin')|list|first }}", "closed"),
        ("{% macro r() %}{{ r() }}{% endmacro %}{{ r() }}", "calls itself"),
        ("{{ x.__class__ }}", "closed"),
        ("{{ ''.__class__.__mro__ }}", "closed"),
        ("{{ x.origin }}", "closed"),
        ("{{ x.unconfirmed }}", "closed"),
        ("{{ x|attr('origin') }}", "attr"),
        ("{{ x|upper }}", "upper"),
        ("{{ range(3) }}", "range"),
        ("<p>otuz 30 gün</p>", "number “30”"),
        ("<p>15.12.2026</p>", "the number “"),
        ("<p>٣</p>", "the number “"),
        ("{% if x %}a{% else %}three 3{% endif %}", "number “3”"),
        (
            "{% if number.value < 9 %}3{% endif %}{% if number.value > 9 %}a{% endif %}",
            "number “3”",
        ),
        ("{% if none %}<b{% else %}3{% endif %}>", "number “3”"),
        ("<p>&#xAEA;</p>", "number “૪”"),
        ("<p><![CDATA[3]]></p>", "CDATA"),
        ("<p>\ue000</p>", "U+E000"),
        ("<!-- {{ x }} -->", "where no text is in clause “a”"),
        ("<?x {{ x }} ?>", "where no text is"),
        ("<{{ x }}>a</p>", "not well formed in clause “a”"),
        ('<section data-clause="b">a</section>', "may not be typed"),
        ("<i data-aside=''>a</i>", "may not be typed"),
        ('<p id="{{ x }}">a</p>', "attribute “id”"),
        ("<p>a", "not well formed"),
        ("<p>a & b</p>", "not well formed"),
        ('{% clause "a" %}<h3>b</h3>{% endclause %}', "stands twice"),
        ('{% clause "A b" %}x{% endclause %}', "not a valid name for a clause"),
        ("{% clause 'short-b' %}x{% endclause %}", "not a valid name for a clause"),
        ("{% clause x %}x{% endclause %}", "name in quotes"),
        ("{% layer 'short' %}x{% endlayer %}", "stands inside another"),
        ("{% layer 'long' %}x{% endlayer %}", "not a valid name for a layer"),
        ("{% if %}", ""),
        ("{% include 'absent.jinja' %}", "missing"),
        ("{% include '../../etc/passwd' %}", "missing"),
    ],
)
def test_what_a_template_may_not_do_is_refused_with_its_place(
    tmp_path: Path, body: str, said: str
) -> None:
    """Each refusal names the template and what to do; no traceback of Jinja comes through."""
    context = {
        "x": fact("y"),
        "name": fact("z"),
        "number": fact(5),
        "day": fact(datetime.date(2026, 12, 15)),
        "period": fact(parse("30 days")),
        "role": fact(Role.processor),
        "yes": fact(True),
        "blank": fact(""),
        "secret": fact("geheim", internal=True),
        "secret_day": fact(datetime.date(2026, 12, 15), internal=True),
        "nul": fact("a\0"),
        "marker": fact("\ue0000\ue001"),
        "text": Text(origin=HERE, by_language={"tr": fact("iki"), "en": fact("two")}),
        "none": None,
    }
    message = refusal(tmp_path, "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}" + body, context)
    assert re.match(r"(t/tr|absent|\.\./.*)\S*:1:1: error: ", message)
    assert said in message
    assert "geheim" not in message
    assert " object" not in message or "closed" in message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a {% layer 'full' %}{% endlayer %}", "outside the layers"),
        ("<article>a</article>", "outside the layers"),
        ("{% clause 'a' %}x{% endclause %}", "clause “a” stands outside the layers"),
        ("{% layer 'full' %}{% endlayer %}{% layer 'full' %}{% endlayer %}", "“full” stands twice"),
        ("{% layer 'full' %}{{ x }}{% endlayer %}", "outside the clauses"),
    ],
)
def test_every_word_belongs_to_a_clause_of_a_layer(tmp_path: Path, source: str, said: str) -> None:
    """Nothing beside the layers, each layer once, no fact without a clause that knows it."""
    (tmp_path / "t.jinja").write_text(source, encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        Renderer([tmp_path], languages.get("tr")).render("t.jinja", {"x": fact("y")})


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\n<p>\n{{ nmae }}</p>", 3),
        ("\n<p>\n{{ x ~ x }}</p>", 3),
        ("\n<p title='9'>\n{# 9 #}{% if x %}\nab 3</p>{% endif %}", 4),
        ("\n\n{% clause 'b' %}\n<p>a{% endclause %}", 3),
        ("\n\n{% clause 'b' %}\n<p id='{{ x }}'>a</p>{% endclause %}", 3),
        ("\n\n{% clause 'b' %}\n<!--{{ x }}-->{% endclause %}", 3),
    ],
)
def test_a_mistake_has_its_line(tmp_path: Path, body: str, line: int) -> None:
    """The line itself where Jinja knows it, else the line of the clause."""
    assert refusal(tmp_path, body, {"x": fact("y")}).startswith(f"t/tr.jinja:{line}:1: ")


def test_a_mistake_in_an_imported_template_is_told_there(tmp_path: Path) -> None:
    """The innermost template, not the one that was asked for."""
    macros = {"m.jinja": "\n{% macro bold(x) %}<b>{{ x.vlaue }}</b>{% endmacro %}"}
    body = "{% import 'm.jinja' as m %}{{ m.bold(x) }}"
    with pytest.raises(TemplateError, match=r"^m\.jinja:2:1: .*“vlaue”"):
        render(tmp_path, body, {"x": fact("y")}, files=macros)
