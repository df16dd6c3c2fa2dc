"""`notices new`: a folder for one more controller, from a few answers, with nothing made up."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import __version__, pipeline
from generator.checks import Level, Profile
from generator.commands import _writing as writing
from generator.commands import main
from generator.recipes.beginning import project
from generator.recipes.beginning.kinds import BASE, FORM, PROJECT, STARTERS, Kind, key_of, kinds
from tests.conftest import CACHE, ROOT

TOOL = ("--tool", "git+https://git.example/kvkk-notices@v1")
GIVEN = {
    "registered_name": "Deneme Ticaret A.Ş.",
    "legal_form": "company",
    "activity": {"tr": "kitap satışı", "en": "sale of books"},
    "address": {"street": "Ayşe Sok. No: 3", "district": "Çankaya", "province": "Ankara"},
    "phone": "0312 000 00 00",
    "email": "kvkk@deneme.com.tr",
    "brand": "Deneme",
    "url": "https://www.deneme.com.tr",
}
KINDS = list(kinds())


def answers(kind: Kind, codes: tuple[str, ...] = ("tr", "en"), **given: object) -> str:
    """A file of answers: those of `given`, the others left blank."""
    rows = {key_of(place): given.get(key_of(place), "") for place in kind.asked}
    content = {"kind": kind.id.value, "languages": list(codes), **rows}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def run(folder: Path, words: str, *more: str, language: str = "en") -> Result:
    folder.parent.mkdir(exist_ok=True)
    file = folder.parent / "answers.yml"
    file.write_text(words, encoding="utf-8")
    command = ["new", str(folder), "--answers", str(file), *TOOL, *more]
    return CliRunner(env={"LANGUAGE": language}).invoke(main, command)


def doubts_of(value: object) -> Iterator[object]:
    """What every “unconfirmed:” says."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key == "unconfirmed":
            yield inner
        yield from doubts_of(inner)
    for item in value if isinstance(value, list) else ():
        yield from doubts_of(item)


def in_doubt(data: Path) -> set[str]:
    """The places of all doubts, as a release reports them."""
    settings = pipeline.Settings(data=data, cache=CACHE, profile=Profile.RELEASE)
    found = pipeline.run(settings).findings
    return {f.origin.key for f in found if f.name == "TXT-02[unconfirmed]"}


def lying(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", KINDS)
def test_what_nobody_answered_stays_a_question(name: str, tmp_path: Path) -> None:
    """Each question stands in both languages, and blocks a release."""
    done = run(tmp_path / "own", answers(kinds()[name]))
    assert done.exit_code == 0, done.output
    data = tmp_path / "own/data"
    doubts = in_doubt(data)
    for place in kinds()[name].asked:
        assert f"data/{place}" in doubts, place
    for path in data.rglob("*.yml"):
        for words in doubts_of(yaml.safe_load(path.read_text(encoding="utf-8"))):
            assert isinstance(words, dict), (path.name, words)
            assert set(words) == {"tr", "en"}, (path.name, words)


@pytest.mark.parametrize("codes", [("tr", "en"), ("tr",)])
@pytest.mark.parametrize("name", KINDS)
def test_what_was_answered_is_in_doubt_no_more(
    name: str, codes: tuple[str, ...], tmp_path: Path
) -> None:
    """A draft then finds errors at places in doubt alone."""
    done = run(tmp_path / "own", answers(kinds()[name], codes, **GIVEN))
    assert done.exit_code == 0, done.output
    settings = pipeline.Settings(data=tmp_path / "own/data", cache=CACHE)
    outcome = pipeline.run(settings)
    texts = "\n".join(text.layers[0].plain for text in outcome.texts)
    assert "Deneme Ticaret A.Ş." in texts
    assert {text.language for text in outcome.texts} == set(codes)
    asked = {f"data/{place}" for place in kinds()[name].asked if key_of(place) in GIVEN}
    errors = {f.origin.key for f in outcome.findings if f.level is Level.ERROR}
    assert not errors & asked
    assert errors <= in_doubt(tmp_path / "own/data")


@pytest.mark.parametrize("name", KINDS)
def test_at_most_twelve_questions(name: str) -> None:
    kind = kinds()[name]
    assert len(kind.asked) + 2 <= 12  # the kind and the languages come first
    assert len({key_of(place) for place in kind.asked}) == len(kind.asked)


def test_again_it_changes_nothing(tmp_path: Path) -> None:
    """In any language; what git, the start file and a build put there does not matter."""
    words = answers(kinds()["shop"], **GIVEN)
    folder = tmp_path / "own"
    run(folder, words)
    for name in (".git/HEAD", ".venv/x", "site/index.html"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
    before = lying(folder)
    done = run(folder, words, language="tr")
    assert done.exit_code == 0, done.output
    assert "hiçbir şey yazılmadı" in done.output
    assert lying(folder) == before
    (folder / "mkdocs.yml").unlink()  # as after a run that was cut off
    assert run(folder, words).output.startswith("1 file written")
    assert lying(folder) == before


def test_what_others_wrote_is_named_and_left(tmp_path: Path) -> None:
    """All of it at once, and nothing is written beside it."""
    words = answers(kinds()["shop"], **GIVEN)
    folder = tmp_path / "own"
    run(folder, words)
    (folder / "data/phone.yml").write_text("a\n")
    (folder / "mkdocs.yml").write_text("own\n")
    (folder / "README.md").unlink()
    before = lying(folder)
    done = run(folder, words)
    assert done.exit_code == 2
    assert "own/data/phone.yml: error: this is there already" in done.output
    assert "own/mkdocs.yml: error: this is there already" in done.output
    assert "README.md" not in done.output
    assert lying(folder) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("phone:", "telefon:"), ["“telefon” is asked by nobody", "“phone” is missing"]),
        (("kind: shop", "kind: bank"), ["“kind:” names no kind of controller. There are: "]),
        (("- en\n", "- de\n"), ["Write one of: [tr, en], [tr]."]),
        (("legal_form: company", "legal_form: holding"), ["“holding” is not one of the choices"]),
        (("url: https", "url:\n  a: https"), ["answers.yml:", "“url” has no a"]),
        (
            ("url: https://", "url: "),
            ["answers.yml:", "“www.deneme.com.tr” is not what “url” needs"],
        ),
        (("kvkk@", "kvkk"), ["answers.yml:", "“kvkkdeneme.com.tr” is not what “email” needs"]),
        (("kind: shop\n", ""), ["“kind:”, the kind of controller, is not written. There are: "]),
        (("activity:\n", "activity: books\nx:\n"), ["“x” is asked by nobody"]),
    ],
)
def test_answers_that_do_not_fit_are_refused_all_at_once(
    change: tuple[str, str], said: list[str], tmp_path: Path
) -> None:
    words = answers(kinds()["shop"], **GIVEN)
    assert change[0] in words
    done = run(tmp_path / "own", words.replace(*change))
    assert done.exit_code == 2, done.output
    for one in said:
        assert one in done.output
    assert not (tmp_path / "own").exists()


def test_a_person_is_asked_in_turkish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number, by word, again after a mistake; Enter leaves it a question."""
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    typed = ["1", "Türkçe", "2", "Deneme A.Ş.", "dernek", "kitap satışı", "", "", "", "", "", ""]
    number = str(KINDS.index("shop") + 1)
    lines = [number, *typed[1:], "", ""]
    asked = CliRunner(env={"LANGUAGE": "tr"}).invoke(
        main, ["new", str(tmp_path / "own"), *TOOL], input="\n".join(lines) + "\n"
    )
    assert asked.exit_code == 0, asked.output
    assert "1 ile 2 arasında bir sayı yazın." in asked.output
    written = (tmp_path / "own/data/controller.yml").read_text(encoding="utf-8")
    assert "registered_name: Deneme A.Ş." in written
    assert "legal_form: association" in written
    assert "activity:\n  tr: kitap satışı\n  en:\nmersis" in written
    assert "address:\n  street:\n" in written


def test_a_kind_is_read_by_its_turkish_name_and_a_question_mark_leaves_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    typed = "\n".join(["Dernek", "2", "?", *[""] * 20])
    asked = CliRunner(env={"LANGUAGE": "tr"}).invoke(
        main, ["new", str(tmp_path / "own"), *TOOL], input=typed + "\n"
    )
    assert asked.exit_code == 0, asked.output
    assert "arasında bir sayı" not in asked.output
    assert "data/controller.yml#registered_name" in in_doubt(tmp_path / "own/data")
    written = answers(kinds()["shop"]).replace("kind: shop", "kind: Çevrim içi mağaza")
    assert run(tmp_path / "file", written).exit_code == 0


def test_a_question_mark_in_a_choice_leaves_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Enter does: it is no choice that is refused."""
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    typed = ["website", "2", "Deneme", "?", *[""] * 20]
    asked = CliRunner(env={"LANGUAGE": "en"}).invoke(
        main, ["new", str(tmp_path / "own"), *TOOL], input="\n".join(typed) + "\n"
    )
    assert asked.exit_code == 0, asked.output
    assert "is not one of the choices" not in asked.output
    assert "data/controller.yml#legal_form" in in_doubt(tmp_path / "own/data")


def test_what_a_person_does_not_know_may_be_a_question_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kind and the languages are asked again; of the rest a question is left."""
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    lines = ["?", str(KINDS.index("shop") + 1), "?", "2", "?", "?", *[""] * 9]
    asked = CliRunner(env={"LANGUAGE": "en"}).invoke(
        main, ["new", str(tmp_path / "own"), *TOOL], input="\n".join(lines) + "\n"
    )
    assert asked.exit_code == 0, asked.output
    doubts = in_doubt(tmp_path / "own/data")
    assert {f"data/{FORM}", "data/controller.yml#registered_name"} <= doubts


@pytest.mark.parametrize("languages", ["tr", "tr, en"])
def test_languages_may_be_written_without_brackets(languages: str, tmp_path: Path) -> None:
    words = answers(kinds()["shop"], **GIVEN).replace("\n- tr\n- en", f" {languages}")
    assert f"languages: {languages}\n" in words
    assert run(tmp_path / "own", words).exit_code == 0
    sites = (tmp_path / "own/data/sites.yml").read_text(encoding="utf-8")
    assert f"languages: [{languages}]\n" in sites


def test_a_choice_that_says_unknown_is_no_answer(tmp_path: Path) -> None:
    """The register (VERBİS): its question stays."""
    words = answers(kinds()["clinic"], status="unknown", legal_form="natural-person")
    assert run(tmp_path / "own", words).exit_code == 0
    assert "data/controller.yml#verbis.status" in in_doubt(tmp_path / "own/data")
    assert "data/controller.yml#legal_form" not in in_doubt(tmp_path / "own/data")


def test_nobody_to_ask_is_a_missing_option(tmp_path: Path) -> None:
    done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["new", str(tmp_path / "x"), *TOOL])
    assert "write the answers in a file (--answers FILE)" in done.output


def test_the_wheel_goes_along_and_an_address_stays_one(tmp_path: Path) -> None:
    """No copy of the tool, no link: a package."""
    wheel = tmp_path / "kvkk_notices-1-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    done = run(tmp_path / "own", answers(kinds()["shop"]), "--tool", str(wheel))
    assert done.exit_code == 0, done.output
    own = lying(tmp_path / "own")
    assert installs(own) == [
        f"./tool/{wheel.name}"
    ]  # of another version: nobody knows its packages
    assert own[f"tool/{wheel.name}"] == b"PK"
    run(tmp_path / "other", answers(kinds()["shop"]))
    assert installs(lying(tmp_path / "other")) == [f"kvkk-notices @ {TOOL[1]}"]
    assert not [path for path in own if path.endswith(".py")]


def installs(own: dict[str, bytes]) -> list[str]:
    """The lines of requirements.txt, which begins with a word about them."""
    about, *lines = own["requirements.txt"].decode().splitlines()
    assert about.startswith("# ")
    return [line for line in lines if not line.startswith("#")]


def test_the_packages_of_the_running_tool_are_locked(tmp_path: Path) -> None:
    """Its own dependencies in the versions that are installed here; those of its tests are not."""
    wheel = tmp_path / f"kvkk_notices-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    asked = (answers(kinds()["shop"]), "--tool", str(wheel))
    assert run(tmp_path / "own", *asked).exit_code == 0
    first, *locked = installs(lying(tmp_path / "own"))
    assert first == f"./tool/{wheel.name}"
    versions = dict(line.split("==") for line in locked)
    assert {name: version(name) for name in versions} == versions
    assert {"weasyprint", "mkdocs", "pyyaml", "tinycss2"} <= versions.keys()
    assert "pytest" not in versions
    assert "nothing was written" in run(tmp_path / "own", *asked).output


def test_where_the_tool_comes_from_is_asked_with_what_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its source lies, how a package of it is made; nobody has a recipe of ours."""
    monkeypatch.setattr(project, "_installed_from", lambda: None)
    (tmp_path / "answers.yml").write_text(answers(kinds()["shop"]), encoding="utf-8")
    asked = ["new", str(tmp_path / "own"), "--answers", str(tmp_path / "answers.yml")]
    said = CliRunner(env={"LANGUAGE": "en"}).invoke(main, asked).output
    assert f"python -m pip wheel --no-deps --wheel-dir . {ROOT}; then: --tool" in said
    monkeypatch.setattr(project, "_PACKAGE", tmp_path / "site-packages/generator")
    said = CliRunner(env={"LANGUAGE": "en"}).invoke(main, asked).output
    assert "the package that you installed (--tool ….whl)" in said
    assert "make wheel" not in said


@pytest.mark.parametrize("where", ["nowhere.whl", "kvkk", "README.md"])
def test_a_tool_that_is_none_is_refused(where: str, tmp_path: Path) -> None:
    done = run(tmp_path / "own", answers(kinds()["shop"]), "--tool", where)
    assert f"{where}: error: there is no such wheel." in done.output
    assert not (tmp_path / "own").exists()


def test_a_folder_inside_a_repository_gets_no_workflows(tmp_path: Path) -> None:
    """But one to copy to the top, which runs in this folder and names its files from there."""
    (tmp_path / ".git").mkdir()
    done = run(tmp_path / "kurumlar/okul", answers(kinds()["shop"]))
    assert "copy kurumlar/okul/ci/github.yml to .github/workflows/" in " ".join(done.output.split())
    assert not (tmp_path / "kurumlar/okul/.github").exists()
    words = (tmp_path / "kurumlar/okul/ci/github.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(words)
    assert workflow[True]["pull_request"]["paths"] == ["kurumlar/okul/**"]
    (job,) = workflow["jobs"].values()
    assert job["defaults"]["run"]["working-directory"] == "kurumlar/okul"
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    shipped = (ROOT / "generator/forge/workflows/check.yml").read_text(encoding="utf-8")
    uses = [line for line in words.splitlines() if "uses: " in line]
    assert uses == [line for line in shipped.splitlines() if "uses: " in line][:2]
    assert "secrets." not in words


def test_what_is_shipped_is_what_is_used_here() -> None:
    """The home page; the start files are those of the starter."""
    for code in ("tr", "en"):
        name = f"docs/index.{code}.md"
        assert (PROJECT / name).read_bytes() == (ROOT / name).read_bytes()
    assert {path.name for path in STARTERS.iterdir()} == {*KINDS, BASE.name, PROJECT.name}


def test_turkish_alone_has_nothing_english(tmp_path: Path) -> None:
    run(tmp_path / "own", answers(kinds()["shop"], ("tr",)))
    for name, content in lying(tmp_path / "own").items():
        if name.startswith(".github/") or name == "mkdocs.yml":
            assert "note_en" not in content.decode().lower(), name
            assert "locale: en" not in content.decode(), name
        if name.endswith((".yml", ".yaml")):
            yaml.compose(content.replace(b"!ENV", b""))
    assert not (tmp_path / "own/docs/index.en.md").exists()
