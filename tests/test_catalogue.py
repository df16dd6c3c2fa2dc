"""What the tool says: nothing without Turkish, the same values in both, the field's terms."""

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages import pofile
from babel.messages.catalog import Message as Entry
from click.testing import CliRunner

from generator import catalogue, durations
from generator.catalogue import said
from generator.commands import _language, _metavars, main
from generator.message import Message, counted, say
from generator.provenance import Origin
from tests import gather_messages

ROOT = Path(__file__).parent.parent
PLACES = {"Problem": (1, 2), "Observation": (1, 2), "fault": (1, 2), "BadParameter": (0,),
          "UsageError": (0,), "ClickException": (0,)}  # fmt: skip
"""Where words of the tool are handed over, as arguments of these."""
PLAIN: set[str] = set()
"""Rooms whose messages are still in English alone."""
NEVER = {
    "makbuz": "a receipt is a “bilgilendirme kaydı” or “tercih kaydı”",
    "ihbar": "a report of a weakness is a “bildirim”",
    "işlemci": "a processor is a “veri işleyen”",
    "denetleyici": "a controller is a “veri sorumlusu”",
    "yasal dayanak": "a legal basis is a “hukuki sebep”",
    "saklama periyodu": "a retention period is a “saklama süresi”",
    "veri öznesi": "a data subject is an “ilgili kişi”",
    "feragat": "a departure is an “ayrılma”",
}


def entries(language: str = "tr") -> list[Entry]:
    with (ROOT / f"generator/catalogue/{language}.po").open("rb") as file:
        return [entry for entry in pofile.read_po(file, locale=language) if entry.id]


def names(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_every_message_has_a_translation_and_nothing_else_does() -> None:
    """“make catalogue” lists what is new; whoever adds a message writes it in Turkish."""
    messages = set(gather_messages.messages())
    listed = {entry.id: entry.string for entry in entries()}
    lacking = [words for words in messages if not listed.get(words)]
    assert not lacking, f"{len(lacking)} messages without Turkish, the first: {lacking[:5]}"
    of_libraries = {entry.id for entry in entries() if entry.user_comments}
    assert set(listed) - of_libraries <= messages


@pytest.mark.parametrize("language", [code for code in catalogue.known() if code != "en"])
def test_a_translation_prints_the_same_values(language: str) -> None:
    """A value may be printed again for its ending, and none is left out or made up."""
    for entry in entries(language):
        if "python-brace-format" in entry.flags and not entry.pluralizable:
            assert names(entry.string) == names(entry.id), entry.id
        for words in entry.string if entry.pluralizable else ():
            assert names(words) <= names("".join(entry.id)), entry.id


def test_the_terms_are_those_of_the_field() -> None:
    """And signs are set as in English: quotes, the sentence's end, brackets to type."""
    for entry in (entry for entry in entries() if not entry.pluralizable):
        lowered = entry.string.replace("I", "ı").replace("İ", "i").lower()
        for word, instead in NEVER.items():
            assert word not in lowered, f"{entry.string}: {instead}"
        assert '"' not in re.sub(r'"[^"]*"', "", entry.string), entry.string
        ends = entry.id[-1] if entry.id[-1] in ".:!?" else ""
        assert entry.string.endswith(ends), entry.string


def test_nobody_hands_over_words_that_no_catalogue_knows() -> None:
    """Words of the tool are made by `say`; a bare string would be English for ever."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        if path.relative_to(ROOT / "generator").parts[0].removesuffix(".py") in PLAIN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                for number in PLACES.get(called, ()):
                    for argument in node.args[number : number + 1]:
                        bare = isinstance(argument, ast.JoinedStr) or (
                            isinstance(argument, ast.Constant) and bool(argument.value)
                        )
                        assert not bare, f"{path}:{argument.lineno}: {ast.unparse(argument)}"


def test_a_message_is_english_and_knows_its_parts() -> None:
    message = say("there is no “{id}”.", id="kargo")
    assert message == "there is no “kargo”."
    assert (message.template, message.values) == ("there is no “{id}”.", {"id": "kargo"})
    assert say("Inside {…} a comma ends a text") == "Inside {…} a comma ends a text"
    assert say("Known: {known}.", known=["a", "b"]) == "Known: a, b."
    assert [counted("{count} error", "{count} errors", n) for n in (1, 2)] == [
        "1 error",
        "2 errors",
    ]
    assert isinstance(message, Message)


def test_values_are_said_in_the_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message in a message, a period, an ending; an unknown message stays English."""
    words = {
        "“{id}” wants it.": "“{id}”{id:genitive} isteği budur.",
        "{why} Keep it {period}.": "{why} {period} saklayın.",
    }
    known = type("Known", (), {"gettext": staticmethod(lambda text: words.get(text, text))})
    monkeypatch.setattr(catalogue, "_translations", lambda _language: known)
    why = say("“{id}” wants it.", id="hosting")
    whole = say("{why} Keep it {period}.", why=why, period=durations.parse("5 years"))
    assert whole == "“hosting” wants it. Keep it 5 years."
    assert said(whole, "tr") == "“hosting”in isteği budur. 5 yıl saklayın."
    assert said(say("not there {x}", x=1), "tr") == "not there 1"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "tr_TR.UTF-8"}, "tr"),
        ({"LANG": "tr_TR.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "en_US", "LANGUAGE": "tr:en"}, "tr"),
        ({"LC_MESSAGES": "de_DE@euro"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "tr"}, "tr"),
    ],
)
def test_the_environment_says_the_language(
    environment: dict[str, str], language: str | None
) -> None:
    """English where it names a language in which the tool does not speak."""
    assert catalogue.asked_for(environment) == language


@pytest.mark.parametrize("place", [("--lang", "tr", "check"), ("check", "--lang=tr")])
def test_a_command_speaks_the_language_that_is_asked_for(
    place: tuple[str, ...], tmp_path: Path
) -> None:
    """Wherever the option stands; mistakes, help and what the command line refuses."""
    (tmp_path / "sites.yml").write_text("bizim:\n  languages: [tr, en]\n", encoding="utf-8")
    run = CliRunner().invoke(main, [*place, "--data", str(tmp_path)])
    assert "hata: bu dosya eksik." in run.output
    assert "komutunu yeniden çalıştırın." in run.output
    assert "hiçbir şey yazılmadı" not in run.output
    helped = CliRunner().invoke(main, [*place, "--help"])
    assert "Bilgileri ve metinleri" in helped.output
    refused = CliRunner().invoke(main, [*place, "--as-of", "dün"])
    assert "geçerli bir tarih değil" in refused.output


def commands(around: click.Group, context: click.Context) -> Iterator[click.Command]:
    """Every command of a group, and of the groups in it."""
    yield around
    for name in around.list_commands(context):
        command = around.get_command(context, name)
        assert command is not None
        inner = commands(command, context) if isinstance(command, click.Group) else [command]
        yield from inner


def _has_value(parameter: click.Parameter) -> bool:
    named = isinstance(parameter.type, click.Choice)
    return isinstance(parameter, click.Option) and not parameter.is_flag and not named


def metavars(command: click.Command) -> set[str]:
    """The words in capitals that its usage and its options name, and that stand for a value."""
    context = click.Context(command)
    options = [p for p in command.params if _has_value(p)]
    shown = [*command.collect_usage_pieces(context), *(p.make_metavar(context) for p in options)]
    return set(re.findall(r"[A-ZÇĞİÖŞÜ]{2,}(?: RANGE)?", " ".join(shown))) - {"URL", "CSV"}


def test_values_have_turkish_names_in_turkish_help() -> None:
    """In every command, and each of those names is in use; what is typed as it stands stays."""
    known = {str(word) for word in _metavars.WORDS}
    english, turkish = click.Context(main, obj="en"), click.Context(main, obj="tr")
    # click names some values when a command is read, in the language of that moment.
    used = {said(w, "tr") for command in commands(main, english) for w in metavars(command)}
    assert used == {said(word, "tr") for word in known}
    for command in commands(_language.helping(main, "tr"), turkish):
        assert not metavars(command) & known, command.name
        assert not {w for w in known if f" {w} " in f" {command.help} "}, command.help


def test_without_a_word_the_site_says_the_language(tmp_path: Path) -> None:
    """That of its first language, even while its file is broken further below."""
    (tmp_path / "sites.yml").write_text("a:\n  languages: [tr, en]\nb: {languages: [en]}\n")
    environment = {"LANGUAGE": "", "LC_ALL": "", "LANG": "C.UTF-8", "LC_MESSAGES": ""}
    for site, words in ((), "hata:"), (("--site", "b"), "error:"):
        run = CliRunner().invoke(main, ["check", "--data", str(tmp_path), *site], env=environment)
        assert words in run.output
    (tmp_path / "sites.yml").unlink()
    run = CliRunner().invoke(main, ["check", "--data", str(tmp_path)], env=environment)
    assert "error:" in run.output


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_catalogue_is_compiled_again(
    damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut, flipped or away: otherwise every Turkish command would end with it."""
    shutil.copy(ROOT / "generator/catalogue/tr.po", tmp_path)
    monkeypatch.setattr(catalogue, "_HERE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = catalogue._compiled("tr")
    assert folder
    file = catalogue._in(folder, "tr")
    whole = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage and whole[:400] + damage + whole[401:])
    assert catalogue._compiled("tr") == folder
    assert file.read_bytes() == whole
    made = file.stat().st_ino
    assert catalogue._compiled("tr") == folder
    assert file.stat().st_ino == made
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize("language", catalogue.known())
def test_a_place_in_a_message_is_one_value(language: str) -> None:
    """It is a tuple, and no list of several values."""
    place = Origin("data/bases.yml", 4, 3, "contract")
    message = say("the fact at {origin} is internal.", origin=place)
    assert "data/bases.yml:4:3" in said(message, language)
