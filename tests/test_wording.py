"""The controller's own wording: replaces or adds a clause, in both languages, with a reason."""

import contextlib
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.documents import wording_markup
from generator.errors import TemplateError
from generator.expression import Expression, Layer
from tests.conftest import ROOT

VALID = Path(__file__).parent.parent / "generator/starter"
REASON = "{# reason: our lawyers ask for it"


def run(tmp_path: Path, files: dict[str, str]) -> dict[str, Layer]:
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    for name, content in files.items():
        path = data / "wording" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    with contextlib.chdir(tmp_path):
        texts = _texts(Path("data"))
    return {t.language: t.layer("full") for t in texts if t.document == "policy"}


def _texts(data: Path) -> list[Expression]:
    return list(pipeline.run(pipeline.Settings(data=data)).texts)


def both(name: str, head: str, tr: str, en: str) -> dict[str, str]:
    return {f"{name}.tr.jinja": f"{head}\n{tr}", f"{name}.en.jinja": f"{head}\n{en}"}


def test_a_clause_is_replaced_where_it_stands(tmp_path: Path) -> None:
    """Id, number and neighbours stay; the words and their provenance are the new ones."""
    before = run(tmp_path / "before", {})
    files = both(
        "policy/effect",
        f"{REASON} #}}",
        "<h2>Yürürlük</h2><p>{{ controller.registered_name }} yayımlar.</p>",
        "<h2>Effect</h2><p>Published by {{ controller.registered_name }}.</p>",
    )
    after = run(tmp_path / "after", files)
    for language in ("tr", "en"):
        shapes = [[(c.id, c.number) for c in one[language].clauses] for one in (before, after)]
        assert shapes[0] == shapes[1]
        clause = next(c for c in after[language].clauses if c.id == "effect")
        assert clause.template.file.endswith(f"data/wording/policy/effect.{language}.jinja")
        assert [s.origins[0].path for s in clause.statements] == ["registered_name"]
    assert "Örnek" in after["tr"].plain
    assert "yayımlar." in after["tr"].plain


def test_a_clause_is_added_after_another(tmp_path: Path) -> None:
    """It is numbered like any other, in both languages."""
    head = f"{REASON} | after: effect #}}"
    after = run(tmp_path, both("policy/extra", head, "<h2>Ek</h2>", "<h2>Annex</h2>"))
    for language in ("tr", "en"):
        ids = [c.id for c in after[language].clauses]
        assert ids.index("extra") == ids.index("effect") + 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"policy/effect.tr.jinja": f"{REASON} #}}\n<h2>X</h2>"}, "missing in “en”"),
        (both("policy/effect", "", "<h2>X</h2>", "<h2>X</h2>"), "does not say why"),
        (both("policy/efect", f"{REASON} #}}", "<h2>X</h2>", "<h2>X</h2>"), "mean “effect”"),
        (
            both("policy/new", f"{REASON} | after: nowhere #}}", "<h2>X</h2>", "<h2>X</h2>"),
            "no clause “nowhere”",
        ),
        (
            both("policy/new", f"{REASON} | after: new #}}", "<h2>X</h2>", "<h2>X</h2>"),
            "no clause “new”",
        ),
        (
            both("policy/effect", f"{REASON} | after: rights #}}", "<h2>X</h2>", "<h2>X</h2>"),
            "has a clause “effect” already",
        ),
        (
            both("policy/effect", f"{REASON} | because: x #}}", "<h2>X</h2>", "<h2>X</h2>"),
            "“because” is not known here",
        ),
        ({"letter/effect.tr.jinja": REASON}, "no name for a wording"),
        ({"policy/effect.de.jinja": REASON}, "no name for a wording"),
        (
            both("policy/effect", f"{REASON} #}}", "<h2>Madde 5</h2>", "<h2>Article</h2>"),
            "the number “5” is typed",
        ),
        (
            both("policy/effect", f"{REASON} #}}", "<p>Y</p>", "<p>Y</p>"),
            "does not open with its heading",
        ),
        (
            both("policy/effect", f"{REASON} #}}", "<h2>X</h2><video/>", "<h2>X</h2>"),
            "data/wording/policy/effect.tr.jinja:1:1: error: <video> is not an element",
        ),
        (
            both("policy/effect", f"{REASON} #}}", "<h2>X</h2>\n<p>{{ day }</p>", "<h2>X</h2>"),
            "Put {{ … }}",
        ),
        (
            both(
                "policy/effect", f"{REASON} #}}", "<h2><a href='notice:x'>Y</a></h2>", "<h2>X</h2>"
            ),
            "effect.tr.jinja:1:1: error: a link leads to “x”, which this site does not have.",
        ),
        (
            both("policy/effect", f"{REASON} #}}", "<h2>X</h2>\n<<<<<<< HEAD\n", "<h2>X</h2>"),
            "effect.tr.jinja:3:1: error: git could not merge",
        ),
    ],
)
def test_what_cannot_stand_is_refused_at_its_file(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    """In words, with the name of the file."""
    with pytest.raises(TemplateError) as caught:
        run(tmp_path, files)
    assert message in str(caught.value)
    assert "data/wording/" in str(caught.value)


def test_mistakes_in_both_languages_come_at_once(tmp_path: Path) -> None:
    """Each at its own file, once."""
    files = both("policy/effect", f"{REASON} #}}", "<h2>X</h2><p><b>x</p>", "<h2>X</h2><p>2</p>")
    with pytest.raises(TemplateError) as caught:
        run(tmp_path, files)
    found = [problem.origin.file.rpartition("/")[2] for problem in caught.value.problems]
    assert found == ["effect.en.jinja", "effect.tr.jinja"]
    assert "<b> of line 2 is not closed here" in str(caught.value)


def test_the_encoding_of_a_wording_is_told(tmp_path: Path) -> None:
    """Latin-5 is refused at its line; the mark that editors write before UTF-8 is nothing."""
    files = both("policy/effect", f"{REASON} #}}", "<h2>Yürürlük</h2>", "<h2>Effect</h2>")
    marked = run(tmp_path / "marked", {name: f"\ufeff{text}" for name, text in files.items()})
    assert "\ufeff" not in marked["tr"].html
    path = tmp_path / "marked/data/wording/policy/effect.tr.jinja"
    path.write_bytes(files["policy/effect.tr.jinja"].encode("iso-8859-9"))
    with contextlib.chdir(tmp_path / "marked"), pytest.raises(TemplateError) as caught:
        _texts(Path("data"))
    assert "effect.tr.jinja:2:1: error: the file is not in UTF-8 from here on" in str(caught.value)


@pytest.mark.parametrize(
    ("markup", "place", "said"),
    [
        ("<p>a <strong>b.</p>", "2:16", "<strong> of line 2 is not closed here"),
        ("<p>a</p>\n<p>b\n", "4:1", "<p> of line 3 is not closed here. Write </p> before this."),
        ("<p>a</b></p>", "2:5", "</b> closes nothing"),
        ("<p>a</p></p>", "2:9", "</p> closes nothing"),
        ("<p>a & b</p>", "2:6", "this & stands for no sign. Write &amp; for &"),
        ("<p>a&nbsp;b</p>", "2:5", "this & stands for no sign"),
        ("<p>a < b</p>", "2:6", "this < begins no element. Write &lt;"),
        ("<p>a</p>\n<p class=x>b</p>", "3:1", "this tag cannot be read. Write values in quotes"),
        ("<p>a<br></p>", "2:9", "<br> of line 2 is not closed here. Write <br/>."),
        ("{% for s in\nlaw.statutes %}\n{% endfor %}<p>a<p>", "4:20", "<p> of line 4"),
    ],
)
def test_wrong_markup_is_told_at_its_line(
    tmp_path: Path, markup: str, place: str, said: str
) -> None:
    """And which element is meant, before anything is rendered."""
    files = both("policy/scope", f"{REASON} #}}", markup, "<h2>Scope</h2>\n<p>a</p>")
    with pytest.raises(TemplateError) as raised:
        run(tmp_path, files)
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"data/wording/policy/scope.tr.jinja:{place}: error: {said}")


@pytest.mark.parametrize(
    "markup",
    [
        "{% if a %}<p>x{% else %}<p>y{% endif %}</p>",  # only a rendering can tell
        "{% if a %}<ul>{% endif %}<li>x</li>{% if a %}</ul>{% endif %}",
        '<p {% if a > b %}class="x"{% endif %}>{{ "<" }}</p>',
        '<a href="{{ site.url|web }}">x</a><br/>',
        "{# <p> & #}",
    ],
)
def test_right_markup_is_left_alone(markup: str) -> None:
    """What stands in a template's own signs is no markup."""
    assert wording_markup.fault(markup, "x") is None


def test_the_templates_of_the_tool_have_no_fault() -> None:
    """They are wordings like any other."""
    for path in sorted((ROOT / "generator/documents").rglob("*.jinja")):
        assert wording_markup.fault(path.read_text(encoding="utf-8"), path.name) is None
