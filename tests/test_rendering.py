"""Templates: what may be printed, what is refused, and where each statement comes from."""

import datetime
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cache, languages
from generator.durations import parse
from generator.errors import TemplateError
from generator.expression import text as text_1
from generator.expression.markup import serialise
from generator.model.entry import Text
from generator.provenance import Fact, Origin
from generator.rendering import RenderedLayer, Renderer, compiled, filters
from generator.rendering.places import file_of
from generator.rendering.sandbox import Sandbox
from generator.rendering.tags import Wording

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
    renderer = Renderer([folder], languages.get(language), labels={"under": "dayanak"})
    (layer,) = renderer.render("t/tr.jinja", context or {})
    return layer


def words(layer: RenderedLayer) -> str:
    return "".join(layer.element.itertext())


def test_a_fact_that_is_printed_again_is_stated_again(tmp_path: Path) -> None:
    """It has one marker and is worded once, and stands in every clause that prints it."""
    text, other = fact("elma"), Fact("armut", Origin("data/y.yml"))
    written = (
        "{{ x }} {{ x|sentence }} {{ x|dative }} {{ [x, y]|joined }} {{ [y, x]|joined('or') }}"
    )
    source = (
        f'{{% layer "full" %}}{{% clause "a" %}}{written}{{% endclause %}}'
        f'{{% clause "b" %}}{written}{{% endclause %}}{{% endlayer %}}'
    )
    (tmp_path / "t.jinja").write_text(source, encoding="utf-8")
    renderer = Renderer([tmp_path], languages.get("tr"), labels={"under": "dayanak"})
    (first,), (layer,) = (renderer.render("t.jinja", {"x": text, "y": other}) for _ in range(2))
    assert serialise(first.element) == serialise(layer.element)
    said = "elma Elma elma'ya elma ve armut armut veya elma"
    assert [clause.element.text for clause in layer.clauses] == [said, said]
    for clause in layer.clauses:
        assert [origin for s in clause.statements for origin in s.origins] == [
            *[HERE] * 4, other.origin, other.origin, HERE,
        ]  # fmt: skip


def test_texts_that_only_live_for_a_moment_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    """What was written is remembered by identity, and the next fact may lie where one lay."""
    (tmp_path / "t.jinja").write_text(
        '{% layer "full" %}{% clause "a" %}{{ x }}: {{ x|sentence }}{% endclause %}{% endlayer %}',
        encoding="utf-8",
    )
    renderer = Renderer([tmp_path], languages.get("en"))
    for number in range(200):
        word = "abcdefghij"[number % 10] * (number + 1)
        (layer,) = renderer.render("t.jinja", {"x": fact(word)})
        assert layer.clauses[0].element.text == f"{word}: {word.capitalize()}"


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


def test_what_an_imported_template_says_by_itself_stays_what_it_is(tmp_path: Path) -> None:
    """Jinja keeps imported templates, also for the next text, whose facts are others."""
    (tmp_path / "m.jinja").write_text("{% set d %}{{ label('under') }}{% endset %}")
    (tmp_path / "t.jinja").write_text(
        "{% import 'm.jinja' as m %}{% layer 'full' %}{% clause 'a' %}{{ x }}{{ m.d }}{{ x }}"
        "{% endclause %}{% endlayer %}"
    )
    renderer = Renderer([tmp_path], languages.get("tr"), labels={"under": "dayanak"})
    for value in "PQ":
        (layer,) = renderer.render("t.jinja", {"x": fact(value)})
        assert words(layer) == f"{value}dayanak{value}"


def test_compiled_templates_are_kept_and_refuse_the_same(tmp_path: Path) -> None:
    """A second renderer reads the compiled form; what is refused leaves none."""
    source = "{% layer 'full' %}{% clause 'a' %}{{ x }}{% endclause %}{% endlayer %}"
    (tmp_path / "t.jinja").write_text(source)
    for _ in range(2):
        renderer = Renderer([tmp_path], languages.get("tr"), bytecode_cache=tmp_path / "cache")
        assert words(renderer.render("t.jinja", {"x": fact("y")})[0]) == "y"
    kept = [path.suffix for path in (tmp_path / "cache").iterdir()]
    assert kept == [".cache"]
    (tmp_path / "t.jinja").write_text(source.replace("{{ x }}", "{{ x }} 30"))
    for _ in range(2):
        renderer = Renderer([tmp_path], languages.get("tr"), bytecode_cache=tmp_path / "cache")
        with pytest.raises(TemplateError, match="the number “30” is typed"):
            renderer.render("t.jinja", {"x": fact("y")})
    assert len(list((tmp_path / "cache").iterdir())) == len(kept)


def test_templates_of_the_tool_are_compiled_beside_its_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of a controller in its project; what may not be written is compiled into it, too."""
    tool, project, beside = tmp_path / "tool", tmp_path / "project", tmp_path / "beside"
    for folder, name in ((tool, "of-tool"), (project, "of-project")):
        folder.mkdir()
        (folder / f"{name}.jinja").write_text(
            "{% layer 'full' %}{% clause 'a' %}{{ x }}{% endclause %}{% endlayer %}"
        )
    monkeypatch.setattr(compiled, "_TOOL", tool)
    monkeypatch.setattr(cache, "_BESIDE", beside)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def fill(cached: Path) -> int:
        renderer = Renderer([tool, project], languages.get("tr"), bytecode_cache=cached)
        for name in ("of-tool", "of-project"):
            renderer.render(f"{name}.jinja", {"x": fact("y")})
        return len(list(cached.iterdir()))

    assert fill(tmp_path / "one") == 1
    assert len(list((beside / "templates").iterdir())) == 1
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert fill(tmp_path / "two") == 2


def test_where_nothing_may_be_written_a_template_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process; after an edit it is compiled again."""
    source = "{% layer 'full' %}{% clause 'a' %}{{ x }}{% endclause %}{% endlayer %}"
    template, compiled_from = tmp_path / "t.jinja", list[str]()
    compile_ = Sandbox.compile

    def compiling(self: Sandbox, code: str, *args: Any, **options: Any) -> Any:
        compiled_from.append(code)
        return compile_(self, code, *args, **options)

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(Sandbox, "compile", compiling)
    for written in (source, source, source.replace("{{ x }}", "{{ x }} again")):
        template.write_text(written)
        Renderer([tmp_path], languages.get("tr")).render("t.jinja", {"x": fact("y")})
    assert len(compiled_from) == 2


def test_a_clause_can_be_replaced_by_another_template(tmp_path: Path) -> None:
    """The body alone; id and place among the clauses stay, the provenance names the new file."""
    (tmp_path / "t.jinja").write_text(
        "{% layer 'full' %}{% clause 'a' %}{{ x }}{% endclause %}{% clause 'b' %}c{% endclause %}"
        "{% endlayer %}"
    )
    (tmp_path / "other.jinja").write_text("<p>new {{ x }}</p>")
    renderer = Renderer([tmp_path], languages.get("tr"), labels={"under": "dayanak"})
    wordings = [Wording("other.jinja", "full", "a"), Wording("other.jinja", "short", "b")]
    (layer,) = renderer.render("t.jinja", {"x": fact("y")}, wordings)
    assert words(layer) == "new yc"
    following = [
        Wording("other.jinja", "full", "new", "a"),
        Wording("other.jinja", "full", "z", "new"),
    ]
    (layer,) = renderer.render("t.jinja", {"x": fact("y")}, following)
    assert [clause.id for clause in layer.clauses] == ["a", "new", "z", "b"]
    (layer,) = renderer.render("t.jinja", {"x": fact("y")}, wordings)
    assert [clause.template.file for clause in layer.clauses] == ["other.jinja", "t.jinja"]
    assert [s.origins for s in layer.clauses[0].statements] == [(HERE,)]
    assert words(renderer.render("t.jinja", {"x": fact("y")})[0]) == "yc"


def test_a_template_of_the_tool_is_named_from_the_project() -> None:
    """Whatever the current directory is."""
    whole = str(Path(__file__).parent.parent / "generator/documents/policy/tr.jinja")
    assert file_of("policy/tr.jinja", whole) == "generator/documents/policy/tr.jinja"
    assert file_of("x.jinja", "/elsewhere/x.jinja") == "x.jinja"
    assert file_of("x.jinja", None) == "x.jinja"


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


def test_every_filter_is_explained_to_writers_of_templates() -> None:
    """In one list, in the module that holds them."""
    explained = set(re.findall(r"`([a-z_]+)[`(]", filters.__doc__ or ""))
    for language in ("tr", "en"):
        assert filters.filters(languages.get(language)).keys() - explained == set()


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


def test_statements_stand_in_the_order_of_the_text(tmp_path: Path) -> None:
    """Also where one is inside an element between two others."""
    context = {v: fact(v) for v in "abcd"}
    layer = render(tmp_path, "<p>{{ a }}<b>{{ b }}</b>{{ c }}</p>{{ d }}", context)
    assert [s.text for s in layer.clauses[0].statements] == ["a", "b", "c", "d"]


def test_ids_are_unique_on_a_page(tmp_path: Path) -> None:
    """A clause of the same id in both layers has two addresses."""
    clause = "{% clause 'a' %}x{% endclause %}"
    (tmp_path / "t.jinja").write_text(
        f"{{% layer 'short' %}}{clause}{{% endlayer %}}{{% layer 'full' %}}{clause}{{% endlayer %}}"
    )
    short, full = Renderer([tmp_path], languages.get("tr")).render("t.jinja", {})
    assert [layer.name for layer in (short, full)] == ["short", "full"]
    assert [layer.clauses[0].element.get("id") for layer in (short, full)] == ["short-a", "a"]


def test_indentation_becomes_one_space_or_line_and_facts_keep_theirs(tmp_path: Path) -> None:
    """Only the words of the template are tidied."""
    layer = render(tmp_path, "<p>a   b\n     {{ x }}  \u00a0c</p>", {"x": fact("d   e")})
    assert words(layer) == "a b\nd   e \u00a0c"


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
        ("(0212) 255 47 35", "phone", "tel:+902122554735"),
        ("+90 212 255 47 35", "phone", "tel:+902122554735"),
        ("+90 (0) 212 255 47 35", "phone", None),
        ("+90 0212 255 47 35", "phone", None),
        ("0090 212 255 47 35", "phone", None),
        ("0212 255 47 35 / 36", "phone", None),
        ("0212 255 47", "phone", None),
        ("444 0 123", "phone", None),
        ("٠212 255 47 35", "phone", None),
        ("0212 255 47 35\n", "phone", None),
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


def test_words_that_a_fact_has_chosen_are_a_statement_of_it(tmp_path: Path) -> None:
    """With its origin, and marked where it is in doubt; the words themselves are the template's."""
    body = "<p>A {% chosen x %} B &amp;\n C {% endchosen %} D</p>"
    for doubt in (None, "Is it?"):
        layer = render(tmp_path, body, {"x": fact(False, unconfirmed=doubt)})
        assert words(layer) == "A B & C D"
        (statement,) = layer.clauses[0].statements
        assert (statement.text, statement.origins) == ("B & C", (HERE,))
        assert statement.unconfirmed is bool(doubt)
        marked = '<span data-unconfirmed="">B &amp; C</span>' in serialise(layer.element)
        assert marked is bool(doubt)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{% chosen x %}a <b>c</b>{% endchosen %}", "holds words alone"),
        ("{% chosen x %}{{ y }}{% endchosen %}", "holds words alone"),
        ("{% chosen x %} {% endchosen %}", "holds words alone"),
        ("{% chosen none %}a{% endchosen %}", "names no fact"),
        ("{% chosen 'x' %}a{% endchosen %}", "names no fact"),
        ("{% chosen z %}a{% endchosen %}", "is internal"),
        ("{% chosen x %}a 1{% endchosen %}", "the number “1”"),
    ],
)
def test_chosen_words_are_words_of_a_public_fact(tmp_path: Path, body: str, message: str) -> None:
    """What they hold otherwise would be hidden in the words of another statement."""
    context = {"x": fact(True), "y": fact("elma"), "z": fact(True, internal=True)}
    with pytest.raises(TemplateError, match=message):
        render(tmp_path, body, context)
