"""A document type is one folder: added to a copy of the tool, where no other file changes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import jinja2.meta
import pytest
from jsonschema import Draft202012Validator

from generator import languages, pipeline
from generator.documents import compose, context, document_types, naming, types
from generator.errors import LoadingError, NoticesError, TemplateError
from generator.outputs.embed import script, trial_page
from generator.pipeline import Outcome, Settings
from generator.receipts.receipt import Kind
from generator.recipes import releasing
from generator.releases.record import ChangeKind
from generator.rendering import Renderer
from generator.rendering.tags import LAYERS
from tests import copies, published
from tests.conftest import ROOT, own_starter

VALID = ROOT / "generator" / "starter"
PUBLIC, PAPER = "destruction_policy", "processing_record"
TYPES = {
    PUBLIC: "audience: public\nmenu: policies\nlayers: [short, full]\n",
    PAPER: "audience: file\nlayers: [full]\nabout: collection_point\n",
}
SHORT = """\
{{% layer "short" %}}{{% clause "gist" %}}<h3>{heading}</h3><p>{words}</p>{{% endclause %}}
{{% endlayer %}}
"""
FULL = """\
{{% import "shared/{language}.jinja" as shared with context %}}
{short}
{{% layer "full" %}}{{% clause "whole" %}}<h2>{heading}</h2>
<p>{words} {{{{ controller.registered_name }}}}. {link} {{{{ shared.prevailing() }}}}</p>
{{% endclause %}}{{% endlayer %}}
"""
HEADINGS = {
    PUBLIC: {"tr": "Veriler nasıl imha edilir?", "en": "How data is destroyed"},
    PAPER: {"tr": "Kayıt altındaki faaliyet", "en": "The recorded activity"},
}
WORDS = {
    PUBLIC: {"tr": "Süresi dolan veriler silinir:", "en": "Data is erased when its time is over:"},
    PAPER: {"tr": "Dolaptaki kayıt defteri:", "en": "The ledger in the cupboard:"},
}
DOCUMENTS = {
    "destruction": f"""\
type: {PUBLIC}
title: {{tr: Saklama ve İmha Politikası, en: Retention and Destruction Policy}}
summary: {{tr: Verilerin imhası., en: The destruction of data.}}
slug: {{tr: imha-politikasi, en: destruction-policy}}
order: 30
""",
    "ledger": f"""\
type: {PAPER}
title: {{tr: İşleme Kayıtları, en: Processing Records}}
summary: {{tr: Dosyada kalır., en: Stays in the file.}}
slug: {{tr: isleme-kayitlari, en: processing-records}}
order: 40
collection_point: form
""",
}
SECRETS = re.compile(
    "ledger|İşleme Kayıtları|Processing Records|isleme-kayitlari|processing-records|Dosyada kalır|"
    "Stays in the file|Dolaptaki|cupboard|processing_record"
)


def template(name: str, language: str, link: str = "") -> str:
    """A template of one of the two types; the paper has the full layer only."""
    said = {"heading": HEADINGS[name][language], "words": WORDS[name][language]}
    short = SHORT.format(**said) if name == PUBLIC else ""
    return FULL.format(language=language, short=short, link=link, **said)


def put(folder: Path, files: dict[str, str]) -> None:
    """Add files; none may be there before."""
    for name, content in files.items():
        path = folder / name
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def added_types() -> dict[str, str]:
    """The two folders below `documents`."""
    files = {f"{name}/type.yml": said for name, said in TYPES.items()}
    return files | {f"{n}/{code}.jinja": template(n, code) for n in TYPES for code in ("tr", "en")}


def added_data() -> dict[str, str]:
    """A document of each type."""
    return {f"documents/{name}.yml": said for name, said in DOCUMENTS.items()}


# A copy of the tool, with two folders more.


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview that a copy of the tool makes, with PDFs."""
    project = tmp_path_factory.mktemp("project")
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    copies.tool(project)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(VALID, project / "data")
    put(project / "generator" / "documents", added_types())
    put(project / "data", added_data())
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--output", "site"],
        cwd=project,
        env=os.environ | {"SITE_URL": "https://kvkk.example.com/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


ADDRESSES = {"tr": "imha-politikasi", "en": "en/destruction-policy"}


@pytest.mark.parametrize("language", ADDRESSES)
def test_a_type_has_its_pages(site: Path, language: str) -> None:
    """With the words of its templates."""
    html = (site / ADDRESSES[language] / "index.html").read_text(encoding="utf-8")
    assert HEADINGS[PUBLIC][language] in html
    assert WORDS[PUBLIC][language] in html


@pytest.mark.parametrize(
    ("page", "heading"),
    [("form-aydinlatma-metni", "Politikalar"), ("en/form-privacy-notice", "Policies")],
)
def test_a_type_stands_in_the_menu_and_on_the_home_page(
    site: Path, page: str, heading: str
) -> None:
    """Under the heading that its type.yml names."""
    language = "en" if page.startswith("en/") else "tr"
    slug = ADDRESSES[language].rpartition("/")[2]
    html = (site / page / "index.html").read_text(encoding="utf-8")
    menu = html[html.index('class="menu-panel"') : html.index("</details>")]
    assert re.search(rf'{heading}.*<a href="\.\./{slug}/"', menu, re.DOTALL)
    home = (site / page).parent / "index.html"
    listed = re.search(r'<ul class="documents policies">.*?</ul>', home.read_text(encoding="utf-8"))
    assert listed
    assert f'{slug}/">' in listed[0]


def test_a_type_is_in_the_api_and_its_schemas(site: Path) -> None:
    """The published schemas know the type: the files of this site are valid by them."""
    schemas = site / "api/v1/schemas"
    for name, path in (("index", "index"), ("document", "drafts/destruction.tr")):
        written = json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8"))
        data = json.loads((site / f"api/v1/{path}.json").read_text(encoding="utf-8"))
        assert list(Draft202012Validator(written).iter_errors(data)) == []
        assert f'"{PUBLIC}"' in json.dumps(data)


def test_a_type_is_found_by_the_search_and_printed(site: Path) -> None:
    """The index has its words, and each language a PDF."""
    assert WORDS[PUBLIC]["tr"] in (site / "search/tr.json").read_text(encoding="utf-8")
    printed = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    for address in ADDRESSES.values():
        name = f"{address}/{address.rpartition('/')[2]}.pdf"
        assert name in printed
        assert (site / name).read_bytes().startswith(b"%PDF")
    assert len(printed) == 2 * 4  # three of the valid controller and the new one; no paper


def test_an_internal_paper_is_nowhere_on_the_site(site: Path) -> None:
    """No page, menu, list, index, API, PDF or script names it or has a word of it."""
    seen = 0
    for path in site.rglob("*"):
        seen += path.is_file()
        assert not SECRETS.search(path.relative_to(site).as_posix())
        if path.is_file() and path.suffix != ".pdf":
            assert not SECRETS.search(path.read_text("utf-8", errors="replace")), path
    assert seen > 50


# In this process: the same two folders beside copies of the others.


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where such copies stand, one after the other: a template is compiled once for its place."""
    return tmp_path_factory.mktemp("types") / "documents"


@pytest.fixture
def folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of `documents` that this process takes its types from."""
    shutil.copytree(types.HERE, place, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    assert types.HERE == naming.HERE  # loaded before, it has the patterns of the tool's own types
    for module in (types, compose):
        monkeypatch.setattr(module, "HERE", place)
    document_types.cache_clear()
    yield place
    document_types.cache_clear()
    shutil.rmtree(place, ignore_errors=True)


def run(tmp_path: Path, more: dict[str, str] | None = None) -> Outcome:
    """A preview of the valid controller with a document of each new type."""
    data = own_starter(tmp_path / "data")
    put(data, added_data() | (more or {}))
    return pipeline.run(Settings(data=data, as_of=date(2026, 11, 24)))


def test_a_paper_is_composed_and_checked(tmp_path: Path, folder: Path) -> None:
    """Apart from the texts that are published, and by the same rules."""
    put(folder, added_types())
    outcome = run(tmp_path)
    assert {(t.document, t.menu) for t in outcome.papers} == {("ledger", "")}
    assert {t.language for t in outcome.papers} == {"tr", "en"}
    assert "ledger" not in {t.document for t in outcome.texts}
    assert list(outcome.findings) == []


def test_what_is_wrong_with_a_paper_is_found(tmp_path: Path, folder: Path) -> None:
    """Its languages may not state different facts either."""
    files = added_types()
    english = files[f"{PAPER}/en.jinja"]
    files[f"{PAPER}/en.jinja"] = english.replace("{{ controller.registered_name }}", "")
    assert files[f"{PAPER}/en.jinja"] != english
    put(folder, files)
    assert {finding.slug for finding in run(tmp_path).findings} == {"tr-en-parity"}


def test_what_only_a_paper_says_is_said_to_nobody(tmp_path: Path, folder: Path) -> None:
    """An inventory prints everything; that no text of the site does is a finding still."""
    files = added_types()
    for code in ("tr", "en"):
        files[f"{PAPER}/{code}.jinja"] = template(
            PAPER, code, "{{ document.collection_point.name }}"
        )
    put(folder, files)
    settings = run(tmp_path).settings
    points = settings.data / "collection-points.yml"
    kiosk = "kiosk: {name: {tr: Girişteki ekran, en: Screen at the entrance}}\n"
    points.write_text(points.read_text(encoding="utf-8") + kiosk, encoding="utf-8")
    ledger = settings.data / "documents" / "ledger.yml"
    ledger.write_text(DOCUMENTS["ledger"].replace("form", "kiosk"), encoding="utf-8")
    outcome = pipeline.run(settings)
    assert "Screen at the entrance" in outcome.papers[1].layer("full").plain
    assert {finding.slug for finding in outcome.findings} == {"fact-is-used"}


def test_a_paper_is_in_no_release(tmp_path: Path, folder: Path) -> None:
    """An archive is published, so what is frozen is public."""
    put(folder, added_types())
    settings = run(tmp_path).settings
    asked = releasing.release(
        settings, published=date(2026, 11, 24), kind=ChangeKind.FIRST, notes={}, build=None
    )
    assert asked.candidate is not None
    frozen = {text.document for text in asked.candidate.changed}
    assert frozen == {"answers", "notice", "policy", "destruction"}


def test_no_public_text_leads_to_a_paper(tmp_path: Path, folder: Path) -> None:
    """A paper may name a public text, and ask for another paper."""
    files = added_types()
    for code in ("tr", "en"):
        asked = '{% for d in texts_of.processing_record %}<a href="notice:ledger">x</a>{% endfor %}'
        files[f"{PUBLIC}/{code}.jinja"] = template(PUBLIC, code, asked)
        link = f'<a href="notice:policy">x</a> {asked}'
        files[f"{PAPER}/{code}.jinja"] = template(PAPER, code, link)
    put(folder, files)
    outcome = run(tmp_path)
    made = {t.document: t.layer("full").html for t in outcome.texts} | {
        t.document: t.layer("full").html for t in outcome.papers
    }
    assert "notice:ledger" not in made["destruction"]
    assert 'href="notice:policy"' in made["ledger"]
    assert 'href="notice:ledger"' in made["ledger"]


def test_a_public_text_that_names_a_paper_is_refused(tmp_path: Path, folder: Path) -> None:
    """As one that the site does not have."""
    files = added_types()
    link = '<a href="notice:ledger">x</a>'
    files[f"{PUBLIC}/tr.jinja"] = template(PUBLIC, "tr", link)
    put(folder, files)
    with pytest.raises(TemplateError, match="“ledger”, which this site does not have"):
        run(tmp_path)


def test_no_mail_carries_a_paper(tmp_path: Path, folder: Path) -> None:
    """Refused at the line that names it."""
    put(folder, added_types())
    mail = (
        "welcome:\n  occasion: shown\n  documents: [notice, ledger]\n"
        "  subject: {tr: a, en: a}\n  opening: {tr: b, en: b}\n"
    )
    with pytest.raises(TemplateError, match=r"mails.yml:3:23.*“ledger” is an internal paper"):
        run(tmp_path, {"mails.yml": mail})


def test_a_changed_type_is_read_again(tmp_path: Path, folder: Path) -> None:
    """As the live preview asks for it when a file of the tool changes."""
    put(folder, added_types())
    settings = run(tmp_path).settings
    said = folder / PUBLIC / "type.yml"
    said.write_text(said.read_text("utf-8").replace("policies", "forms"), encoding="utf-8")
    pipeline.forget()
    menus = {text.document: text.menu for text in pipeline.run(settings).texts}
    assert menus == {
        "policy": "policies", "answers": "policies", "notice": "notices", "destruction": "forms"
    }  # fmt: skip


def test_released_texts_need_no_type(released: Path, folder: Path) -> None:
    """They carry the name of their type and their menu; a type that is gone takes no text away."""
    before = published.files(pipeline.run(production(released)))
    shutil.rmtree(folder)
    document_types.cache_clear()
    outcome = pipeline.run(production(released))
    assert document_types() == {}
    assert len(published.pages(outcome)) > 20
    assert published.files(outcome) == before


def production(data: Path) -> Settings:
    """The published texts of a day of the demonstration."""
    return Settings(data=data, as_of=date(2026, 11, 24), production=True)


# What type.yml may say.

HEAD = "audience: public\nmenu: policies\nlayers: [short, full]\n"


@pytest.mark.parametrize(
    ("said", "line", "message"),
    [
        (HEAD + "colour: red\n", 4, "“colour” is not known here."),
        (HEAD + "abuot: form\n", 4, "Did you mean “about”?"),
        (HEAD.replace("policies", "pages"), 2, "Write policies, notices, choices or forms."),
        (HEAD.replace("menu: policies\n", ""), 1, "a public type stands in the visitor's menu"),
        (HEAD.replace("public", "file"), 2, "an internal paper stands in no menu"),
        (HEAD.replace("public", "friends"), 1, "Write public, file or either."),
        (HEAD.replace("audience: public\n", ""), 1, "“audience” is missing."),
        (HEAD.replace("full", "long"), 3, "“long” is not a valid layer"),
        (HEAD.replace("short", "full"), 3, "“full” is not a valid layer"),
        (HEAD.replace("[short, full]", "[short]"), 3, "every type has the layer “full”"),
        (HEAD.replace("[short, full]", ""), 3, "every type has the layer “full”"),
        (HEAD + "about: weather\n", 4, "Write collection_point, consent, channel or form."),
        (HEAD + "  x", 4, "type.yml"),
    ],
)
def test_a_mistake_in_type_yml_is_told_at_its_line(
    folder: Path, said: str, line: int, message: str
) -> None:
    """In words that say what to write."""
    put(folder, added_types() | {f"{PUBLIC}x/tr.jinja": ""})
    (folder / PUBLIC / "type.yml").write_text(said, encoding="utf-8")
    with pytest.raises(LoadingError) as refused:
        document_types()
    told = [str(problem) for problem in refused.value.problems]
    assert any(
        f"generator/documents/{PUBLIC}/type.yml:{line}:" in one and message in one for one in told
    ), told


def test_all_mistakes_of_all_types_come_at_once(folder: Path) -> None:
    """A folder without type.yml is one of them."""
    put(folder, {"one/type.yml": "menu: x\n", "two/tr.jinja": "", "three/type.yml": "layers: {"})
    with pytest.raises(LoadingError) as refused:
        document_types()
    files = {problem.origin.file for problem in refused.value.problems}
    assert files == {f"generator/documents/{name}/type.yml" for name in ("one", "two", "three")}


@pytest.mark.parametrize("name", ["application", "incident_report", "Own", "own-type"])
def test_the_name_of_a_type_is_a_name_in_templates(folder: Path, name: str) -> None:
    """`texts_of.<type>` must be the documents of the type and no others."""
    put(folder, {f"{name}/type.yml": HEAD})
    with pytest.raises(LoadingError, match=f"“{name}” is not a valid name for a type"):
        document_types()


Change = Callable[[dict[str, str]], object]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda files: files.pop(f"{PAPER}/en.jinja"),
            f"{PAPER}/en.jinja.*has no template in “en”",
        ),
        (
            lambda files: files.update({f"{PAPER}/type.yml": f"{HEAD}about: collection_point"}),
            f"{PAPER}/tr.jinja.*it has the layers full, in this order.*Write short, full",
        ),
        (
            lambda files: files.update({f"{PAPER}/type.yml": f"{TYPES[PAPER][:-17]}consent\n"}),
            r"data/documents/ledger.yml:1:1.*names its “consent”. Write “consent:”",
        ),
    ],
)
def test_a_type_that_its_templates_or_documents_do_not_fit(
    tmp_path: Path, folder: Path, change: Change, message: str
) -> None:
    """A missing language, a missing layer, a document about nothing."""
    files = added_types()
    change(files)
    put(folder, files)
    with pytest.raises(NoticesError, match=message):
        run(tmp_path)


def test_each_type_of_the_tool_has_a_template_in_each_language() -> None:
    """The tool's own texts are written in every language that it knows."""
    for name in document_types():
        for code in languages.codes():
            assert (types.HERE / name / f"{code}.jinja").is_file(), (name, code)


def test_the_elements_are_those_of_the_receipts() -> None:
    """Which types a shop embeds is fixed by the script that it pins and by the receipts: the row
    of an element names the type of its text, so no type.yml can say it."""
    rows = re.findall(r'"(kvkk-[a-z-]+)": \["(\w+)", "(\w+)"', script.source("notice"))
    assert {kind: (tag, key) for tag, kind, key in rows} == {
        kind: (tag, key) for kind, (tag, key, _) in trial_page.ELEMENTS.items()
    }
    assert {kind for _, kind, _ in rows} == set(Kind) <= document_types().keys()


# The names that a template may use.


def test_each_name_of_a_template_is_documented() -> None:
    """One line for each, for the page that tells how a template is written."""
    lines = context.as_markdown().splitlines()
    assert len(lines) == len(context.MEANINGS)
    for name, words in context.MEANINGS.items():
        assert f"- `{name}`: {words}." in lines
        assert len(words) > 15


def names_of(renderer: Renderer, path: Path) -> set[str]:
    """The names that a template uses, also in branches that no text takes."""
    environment = renderer._environment
    source = path.read_text(encoding="utf-8")
    used = jinja2.meta.find_undeclared_variables(environment.parse(source, path.name))
    return used - environment.globals.keys()


@pytest.mark.parametrize("code", languages.codes())
def test_the_templates_use_no_other_name(code: str) -> None:
    """And each name is used, but for the one that a wording asks whether a document exists."""
    renderer = Renderer([types.HERE], languages.get(code), globals={"article": str})
    used = {
        path.parent.name: names_of(renderer, path) for path in types.HERE.glob(f"*/{code}.jinja")
    }
    assert used.keys() == {*document_types(), types.SHARED}
    everything = set().union(*used.values())
    assert everything <= context.MEANINGS.keys(), used
    assert context.MEANINGS.keys() - everything == {"documents"}


def test_another_name_is_refused(tmp_path: Path, folder: Path) -> None:
    """At the line of the template."""
    files = added_types()
    files[f"{PUBLIC}/tr.jinja"] = template(PUBLIC, "tr", "\n{{ controler.registered_name }}")
    put(folder, files)
    with pytest.raises(TemplateError, match="“controler” is not known here"):
        run(tmp_path)


def test_the_layers_are_those_that_templates_can_have() -> None:
    """Each layer of a type is one that `{% layer %}` knows."""
    for kind in document_types().values():
        assert {layer.value for layer in kind.layers} <= set(LAYERS)
