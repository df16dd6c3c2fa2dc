"""Templates: what may be printed, what is refused, and where each statement comes from."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import languages
from generator.errors import TemplateError
from generator.expression import text as text_1
from generator.expression.markup import serialise
from generator.languages.durations import parse
from generator.model.entry import Text
from generator.provenance import Fact, Origin
from generator.rendering import RenderedLayer, Renderer

HERE = Origin("data/x.yml", 3, 4, "x")


def fact(value: object, **marks: object) -> Fact[object]:
    return Fact(value, HERE, **marks)  # type: ignore[arg-type]


def render(
    folder: Path,
    body: str,
    context: Mapping[str, object] | None = None,
    *,
    language: str = "tr",
    files: Mapping[str, str] | None = None,
) -> RenderedLayer:
    """The full layer of a template whose one clause holds `body`."""
    source = '{% layer "full" %}{% clause "a" %}' + body + "{% endclause %}{% endlayer %}"
    for name, content in {"t/tr.jinja": source, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    renderer = Renderer([folder], languages.get(language))
    (layer,) = renderer.render("t/tr.jinja", context or {})
    return layer


def words(layer: RenderedLayer) -> str:
    return "".join(layer.element.itertext())


def refusal(folder: Path, body: str, context: Mapping[str, object] | None = None) -> str:
    with pytest.raises(TemplateError) as caught:
        render(folder, body, context)
    return str(caught.value)


hostile = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "{{ x }}", "{% raw %}", "&amp; & &#60;", "\"'`",
            "[x](javascript:alert(1))", "]]>", "<!--", "İıĞğŞş", "\u200fعربي", "</section>",
            "<b", "{#", "${x}", "  ",
        ]
    ),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters="\ufffe\uffff")
    ),
).filter(bool)  # fmt: skip


@settings(max_examples=200)
@given(hostile)
def test_any_string_arrives_as_exactly_that_text(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    """Nothing in a fact becomes markup; every letter is there."""
    folder = tmp_path_factory.mktemp("t")
    layer = render(folder, "<p>{{ x }}</p>", {"x": fact(value)})
    (paragraph,) = layer.element.iter("p")
    assert paragraph.text == value
    assert len(paragraph) == 0
    again = ElementTree.fromstring(serialise(layer.element))
    assert next(again.iter("p")).text == value.replace("\r", "\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ 5 }}", "int"),
        ("{{ 'x' }}", "str"),
        ("{{ number }}", "filter"),
        ("{{ day }}", "filter"),
        ("{{ none }}", "NoneType"),
        ("{{ x ~ 'y' }}", "str"),
        ("{{ [x] }}", "list"),
        ("{{ blank }}", "nothing is written at data/x.yml:3:4"),
        ("{{ secret }}", "internal"),
        ("{{ nmae }}", "Did you mean “name”"),
        ("{{ x.value.format() }}", "str"),
        ("{{ x.__class__ }}", "closed"),
        ("{{ ''.__class__.__mro__ }}", "closed"),
        ("{{ x.origin }}", "closed"),
        ("{{ x.unconfirmed }}", "closed"),
        ("{{ x|attr('origin') }}", "attr"),
        ("{{ x|upper }}", "upper"),
        ("{{ range(3) }}", "range"),
        ("<p>otuz 30 gün</p>", "digit “3”"),
        ("<p>15.12.2026</p>", "digit"),
        ("<p>٣</p>", "digit"),
        ('<p id="{{ x }}">a</p>', "attribute “id”"),
        ("<p>a", "not well formed"),
        ("<p>a & b</p>", "not well formed"),
        ('{% clause "a" %}<h3>b</h3>{% endclause %}', "stands twice"),
        ('{% clause "A b" %}x{% endclause %}', "no name for a clause"),
        ("{% clause x %}x{% endclause %}", "name in quotes"),
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
        "blank": fact(""),
        "secret": fact("geheim", internal=True),
        "none": None,
    }
    message = refusal(tmp_path, body, context)
    assert message.startswith("generator/documents/")
    assert said in message


def test_text_outside_the_layers_is_refused(tmp_path: Path) -> None:
    """Every word belongs to a clause of a layer."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t/tr.jinja").write_text("a {% layer 'full' %}{% endlayer %}", encoding="utf-8")
    with pytest.raises(TemplateError, match="outside the layers"):
        Renderer([tmp_path], languages.get("tr")).render("t/tr.jinja", {})


def test_the_filters_write_values_and_keep_their_origins(tmp_path: Path) -> None:
    """Days, numbers, periods, cases: Turkish, each naming its fact."""
    context = {
        "day": fact(datetime.date(2026, 12, 15)),
        "number": fact(1234),
        "period": fact(parse("30 days")),
        "article": fact("11"),
        "citation": fact("5/2-ç"),
        "name": fact("Örnek"),
    }
    body = (
        "<p>{{ day|day }}; {{ number|number }}; {{ period|duration }}; "
        "{{ period|duration_words }}; "
        "{{ article|ordinal }}; {{ citation|cited }}; {{ name|genitive }}; "
        "{{ [name, article]|joined }}</p>"
    )
    layer = render(tmp_path, body, context)
    assert words(layer) == (
        "15 Aralık 2026; 1.234; 30 gün; otuz gün; 11'inci; m.\u00a05/2-ç; Örnek'in; Örnek ve 11"
    )
    assert all(s.origins == (HERE,) for s in layer.clauses[0].statements)
    assert len(layer.clauses[0].statements) == 9


def test_a_clause_knows_its_own_facts_and_not_those_of_its_inner_clauses(tmp_path: Path) -> None:
    """Through loops, macros and imported templates."""
    a, b, c = (Fact(v, Origin("data/x.yml", 1, 1, v)) for v in "abc")
    body = (
        "{% import 'm.jinja' as m %}{{ a }}{% clause 'inner' %}"
        "{% for x in [b, b] %}{{ m.bold(x) }}{% endfor %}{% endclause %}{{ c }}"
    )
    macros = {"m.jinja": "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}"}
    layer = render(tmp_path, body, {"a": a, "b": b, "c": c}, files=macros)
    outer, inner = layer.clauses
    assert [s.text for s in outer.statements] == ["a", "c"]
    assert [s.text for s in inner.statements] == ["b", "b"]
    assert (inner.parent, inner.element.get("id")) == ("a", "inner")
    assert words(layer) == "abbc"


def test_a_doubt_is_marked_and_changes_no_word(tmp_path: Path) -> None:
    """Only the doubtful item of a list is marked."""
    context = {"sure": fact("a"), "doubtful": fact("b", unconfirmed="why?")}
    layer = render(tmp_path, "<p>{{ [sure, doubtful]|joined }}</p>", context)
    (span,) = layer.element.iter("span")
    assert (span.text, span.get("data-unconfirmed")) == ("b", "")
    assert "why?" not in serialise(layer.element)
    assert text_1.lines(serialise(layer.element)) == ("a ve b",)


def test_a_text_without_the_language_falls_back_and_says_so(tmp_path: Path) -> None:
    """The other language, with its lang and the mark of a doubt; a preview shows the gap."""
    text = Text(origin=HERE, by_language={"en": Fact("consent", HERE)})
    layer = render(tmp_path, "<p>{{ x }}</p>", {"x": text})
    (span,) = layer.element.iter("span")
    assert (span.get("lang"), span.get("data-unconfirmed"), span.text) == ("en", "", "consent")


@pytest.mark.parametrize(
    ("written", "name", "href"),
    [
        ("a@b.com.tr", "mail", "mailto:a@b.com.tr"),
        ("a&b@c.de", "mail", "mailto:a%26b@c.de"),
        ("a@b.de?subject=x", "mail", None),
        ("javascript:alert(1)", "mail", None),
        ("0212 255 47 35", "phone", "tel:+902122554735"),
        ("+49 30 1234567", "phone", "tel:+49301234567"),
        ("javascript:alert(1)", "phone", None),
        ("https://www.example.com/a", "web", "https://www.example.com/a"),
        ("http://example.com", "web", None),
        ("javascript:alert(1)", "web", None),
        ('https://a.de/"onclick="x', "web", None),
        ("https://a.de\n", "web", None),
    ],
)
def test_links_lead_where_they_say_or_are_no_links(
    tmp_path: Path, written: str, name: str, href: str | None
) -> None:
    """A fact that is not an address of its kind is printed as plain text."""
    layer = render(tmp_path, f"<p>{{{{ x|{name} }}}}</p>", {"x": fact(written)})
    links = [a.get("href") for a in layer.element.iter("a")]
    assert links == ([href] if href else [])
    assert words(layer) == written


def test_english_has_its_own_ways(tmp_path: Path) -> None:
    """Possessive, citation, number words."""
    context = {"n": fact("Company"), "c": fact("5/2-ç"), "p": fact(parse("3 business days"))}
    body = "<p>{{ n|possessive }} {{ c|cited }} {{ p|duration_words }}</p>"
    assert words(render(tmp_path, body, context, language="en")) == (
        "Company's art.\u00a05(2)(ç) three business days"
    )
