"""Every message of the tool, as a catalogue lists it: `make catalogue` brings `tr.po` up to date.

New messages come without a translation, those that nothing says any more go; what was translated
stays. Messages stand below the file that says them first, in the order of writing.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages import Catalog, pofile

if TYPE_CHECKING:
    from generator.keys import Block

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "generator/catalogue"
HEADER = """\
# What the tool says. The terms that a translation holds to are in tests/test_catalogue.py.
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

"""
SAYING = {"say": 1, "counted": 2}
"""Who makes a message, and how many of its first arguments are words."""


def messages() -> dict[str, str]:
    """Each message with the file that says it first."""
    gathered: dict[str, str] = {}
    for file, words in (*_written(), *_of_rules(), *_of_keys(), *_of_commands()):
        if any(letter.isalpha() for letter in _without_values(words)):
            gathered.setdefault(words, file)
    return gathered


def _without_values(words: str) -> str:
    from string import Formatter

    try:
        return "".join(before for before, *_ in Formatter().parse(words))
    except ValueError:  # brackets of a message without values
        return words


def _written() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                called, arguments = node.func.id, node.args
                if called == "partial" and isinstance(arguments[0], ast.Name):
                    called, arguments = arguments[0].id, arguments[1:]
                for argument in arguments[: SAYING.get(called, 0)]:
                    if isinstance(argument, ast.Constant):
                        yield file, argument.value


def _of_rules() -> Iterator[tuple[str, str]]:
    from generator.checks import all_rules

    for rule in all_rules():
        module = inspect.getmodule(rule.check)
        file = f"{module.__name__.replace('.', '/')}.py" if module else rule.slug
        role = rule.question.role if rule.question else ""
        for words in (rule.what, rule.why, *rule.kinds.values(), rule.never_accepted, role):
            yield file, words


def _of_keys() -> Iterator[tuple[str, str]]:
    from generator import keys

    for file in (*keys.files(), *keys.room_files()):
        folder = "" if file.in_room else "data/"
        yield from _of_block(f"{folder}{file.name}", file.block, set())


def _of_block(file: str, block: "Block", seen: set[str]) -> Iterator[tuple[str, str]]:
    if block.name not in seen:
        seen.add(block.name)
        yield file, block.about
        for key in block.keys:
            yield file, key.about
            if key.block:
                yield from _of_block(file, key.block, seen)


def _of_commands() -> Iterator[tuple[str, str]]:
    from generator.commands import main

    context = click.Context(main)
    commands: list[click.Command] = [main]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        commands.append(command)
    for command in commands:
        if isinstance(command, click.Group) and command is not main:
            commands += command.commands.values()
        file = f"generator/commands/{command.name}.py"
        yield file, inspect.cleandoc(command.help or "")
        for option in command.params:
            if isinstance(option, click.Option):
                yield file, option.help or ""


def updated(path: Path) -> Catalog:
    """The catalogue in `path` with the messages of today."""
    with path.open("rb") as file:
        before = pofile.read_po(file, locale=path.stem)
    after, last = Catalog(locale=path.stem, fuzzy=False), ""
    for words, file in messages().items():
        known = before.get(words)
        message = after.add(
            words,
            known.string if known else "",
            locations=[(file, None)] if file != last else (),
            user_comments=known.user_comments if known else (),
        )
        message.flags.discard("python-brace-format")  # the tests look at the values of all
        last = file
    for message in before:  # what other libraries say stays
        if message.id and "click" in " ".join(message.user_comments):
            after.add(message.id, message.string, user_comments=message.user_comments)
    return after


def main() -> int:
    """Write every catalogue; 1 when some message has no translation."""
    lacking = 0
    for path in sorted(FOLDER.glob("*.po")):
        catalogue = updated(path)
        with path.open("wb") as file:
            file.write(HEADER.encode())
            pofile.write_po(file, catalogue, width=100, omit_header=True)
        empty = [message for message in catalogue if message.id and not message.string]
        print(f"{path.name}: {len(catalogue)} messages, {len(empty)} without a translation")
        lacking += len(empty)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
