"""Files are edited by splices: one value changes, and every other letter stays as it is."""

import itertools
import random
import shutil
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import source
from generator.characters import first_refused
from generator.editing import Draft, Edition
from generator.editing.values import Value, composed
from generator.errors import EditingError, LoadingError, NoticesError, SourceError
from tests.conftest import ROOT, STARTER

RICH = Path(__file__).parent / "rich"
FILES = [p for folder in (ROOT / "data", STARTER, RICH) for p in sorted(folder.rglob("*.yml"))]
Steps = tuple[str | int, ...]


def leaves(node: source.Node, path: Steps = ()) -> Iterator[tuple[Steps, source.Scalar]]:
    match node:
        case source.Scalar():
            yield path, node
        case source.Sequence():
            for number, item in enumerate(node.items):
                yield from leaves(item, (*path, number))
        case source.Mapping():
            for entry in node.entries:
                yield from leaves(entry.value, (*path, entry.key))


def draft(text: str) -> Draft:
    return Draft.of("data/t.yml", text.encode())


LEAVES = [
    (file, path, leaf.origin.line)
    for file in FILES
    for path, leaf in leaves(source.read(file, file.name))
    if path
]
ALLOWED = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Mn", "Mc", "Me")).filter(
        lambda letter: not first_refused(letter)
    )
    | st.sampled_from("\n\t\"'\\#:-?,[]{}&*!|>%@` "),
    max_size=30,
)
NASTY = (
    "", " ", "~", "null", "NULL", "no", "12", "2026-11-28", "a: b", "a #b", "a#b", "#a", "- a",
    "a:", "it's", 'say "no"', "it's \"no\"", "back\\slash", "two\nlines", "tab\there", " spaced ",
    "?", "what?", "a, b", "[x]", "{y}", "“a”", "“", "--- a", "...", "%a", "@a", "`a", "!a", "&a",
    "*a", "|", ">", "=", "<<", "https://a.example/b?c#d", "s\u0327", "İSTANBUL ğüşıöç", "a : b",
    ":", "a\\", "é: ", "x" * 300,
)  # fmt: skip
PLACES = (
    "a: b # c\nd: e\n", "x: {a: b, d: e}\n", "a:\n  - b\n  - {a: c}\n", "a:\nd: e\n", "a: # c\n",
    "a: |\n  b\n  c\nd: e\n", "x: {a: , d: e}\n", "- \n- b\n", "a: 'b'\n", 'a: "b"\n',
)  # fmt: skip


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """The first and the last line of `before`, from 1, that are not as they were."""
    old, new = before.split("\n"), after.split("\n")
    same = sum(1 for _ in itertools.takewhile(lambda p: p[0] == p[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[same:]), reversed(new[same:]), strict=False)
    tail = sum(1 for _ in itertools.takewhile(lambda p: p[0] == p[1], rest))
    return same + 1, len(old) - tail


def assert_read(text: str, path: Steps, value: str, loader: Any) -> None:
    own: Any = yaml.load(text, Loader=loader)
    for step in path:
        own = own[step]
    assert own == value or not value.strip()


def assert_set(file: Path, path: Steps, line: int, value: str) -> None:
    before = Draft.of(file.name, file.read_bytes())
    after = before.set_leaf(path, value)
    assert after.value(path) == composed(value)
    assert_read(after.text, path, value, yaml.CBaseLoader)
    if after.text != before.text:
        first, last = changed_lines(before.text, after.text)
        assert first >= line
        following = [n for f, p, n in LEAVES if f == file and p[: len(path)] != path and n > line]
        assert last < min(following, default=last + 1)


@settings(max_examples=150)
@given(st.sampled_from(LEAVES), ALLOWED)
def test_any_leaf_is_set_to_any_value(leaf: tuple[Path, Steps, int], value: str) -> None:
    """Only its line or block changes, and every reader of YAML reads that value there: the one in
    Python, which takes a quarter of a second for a long file, in a short one."""
    assert_set(*leaf, value)
    text = PLACES[len(value) % len(PLACES)]
    for path, _ in leaves(draft(text).node):
        assert_read(draft(text).set_leaf(path, value).text, path, value, yaml.BaseLoader)


def ways_of_writing() -> Iterator[tuple[Path, Steps, int]]:
    """Of each file, one leaf of each way in which its leaves are written, and its last one."""
    choice = random.Random(6698)
    for file in FILES:
        own = [leaf for leaf in LEAVES if leaf[0] == file]
        ways: dict[object, list[tuple[Path, Steps, int]]] = {}
        whole = source.places(file.read_text("utf-8"), file.name)
        for leaf in own:
            place, flow = whole, False
            for step in leaf[1]:
                assert place
                flow = flow or bool(place.style)
                place = place.values[place.index(step)]
            assert place
            ways.setdefault((place.style, flow, type(leaf[1][-1])), []).append(leaf)
        yield from (choice.choice(leaves) for leaves in ways.values())
        yield from own[-1:]


def test_a_leaf_of_each_way_in_each_file_is_set_to_what_means_something() -> None:
    """Where the sample above may not come: every file, every style, the end of a file."""
    for number, leaf in enumerate(ways_of_writing()):
        assert_set(*leaf, NASTY[number % len(NASTY)])


def containers(node: source.Node, path: Steps = ()) -> Iterator[tuple[Steps, source.Node]]:
    if isinstance(node, source.Mapping) and node.entries:
        yield path, node
        for entry in node.entries:
            yield from containers(entry.value, (*path, entry.key))
    elif isinstance(node, source.Sequence) and node.items:
        yield path, node
        for number, item in enumerate(node.items):
            yield from containers(item, (*path, number))


CONTAINERS = [
    (file, path, node) for file in FILES for path, node in containers(source.read(file, file.name))
]
VALUES: st.SearchStrategy[Value] = st.recursive(
    ALLOWED,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True) | ALLOWED, inner, max_size=3)
    ),
    max_leaves=6,
)


def storable(value: Value) -> bool:
    """No key is blank, `<<`, or the same as another when it is composed."""
    if isinstance(value, dict):
        keys = {unicodedata.normalize("NFC", key) for key in value}
        fine = len(keys) == len(value) and all(k.strip() and k not in ("<<", "~") for k in keys)
        return fine and all(map(storable, value.values()))
    return not isinstance(value, list) or all(map(storable, value))


@settings(max_examples=100)
@given(st.sampled_from(CONTAINERS), VALUES.filter(storable), st.data())
def test_what_is_added_and_taken_out_again_leaves_no_trace(
    place: tuple[Path, Steps, source.Node], value: Value, data: st.DataObject
) -> None:
    """Anywhere in a mapping or a list; and a key that gets its old name again."""
    file, path, node = place
    before = Draft.of(file.name, file.read_bytes())
    if isinstance(node, source.Mapping):
        other = data.draw(st.sampled_from(node.keys()))
        first = data.draw(st.sampled_from([other, None]))
        after = before.add_entry((*path, "new-key"), value, first)
        assert after.remove((*path, "new-key")).text == before.text
        renamed = before.rename_key((*path, other), "new: key")
        again = renamed.rename_key((*path, "new: key"), other)
        assert again.value() == before.value()
        assert again.text.count("\n") == before.text.count("\n")
    elif isinstance(node, source.Sequence):
        number = data.draw(st.integers(0, len(node.items)))
        after = before.add_item((*path, number), value)
        assert after.remove((*path, number)).text == before.text


@pytest.mark.parametrize("value", NASTY)
def test_what_means_something_in_yaml_is_put_in_quotes(value: str) -> None:
    """In a line of its own, inside brackets, in a block, where nothing is written."""
    for text in PLACES:
        for path, _ in leaves(draft(text).node):
            after = draft(text).set_leaf(path, value)
            assert after.value(path) == composed(value)
            assert_read(after.text, path, value, yaml.BaseLoader)
            assert text.count("#") == after.text.count("#") - value.count("#") or "#" not in text


@pytest.mark.parametrize("letter", ["\u200b", "\u202e", "\x07", "\ue000"])
def test_what_no_file_may_hold_is_not_written(letter: str) -> None:
    """It is refused as it is in a file."""
    with pytest.raises(SourceError):
        draft("a: b\n").set_leaf(("a",), f"x{letter}y")


Step = Callable[[Draft], Draft]
EDITS: dict[str, tuple[str, Step, str]] = {
    "a value keeps its remark": ("a: b  # c\n", lambda d: d.set_leaf(("a",), "x"), "a: x  # c\n"),
    "and its quotes": ("a: 'b'\n", lambda d: d.set_leaf(("a",), "it's"), "a: 'it''s'\n"),
    "a block becomes a line": (
        "a: | # c\n  b\n\n  d\n\n# e\nf: g\n", lambda d: d.set_leaf(("a",), "x"),
        "a: x # c\n\n# e\nf: g\n"),
    "nothing becomes a value": (
        "a:\n  b:  # c\n  d: e\n", lambda d: d.set_leaf(("a", "b"), "x"),
        "a:\n  b: x  # c\n  d: e\n"),
    "a key without a colon": ("a: {b, c: d}\n", lambda d: d.set_leaf(("a", "b"), "x"),
                              "a: {b: x, c: d}\n"),
    "an entry at the end": ("a: b # c\n\n# d\n", lambda d: d.add_entry(("e",), "f"),
                            "a: b # c\ne: f\n\n# d\n"),
    "without a last line end": ("a: b", lambda d: d.add_entry(("e",), "f"), "a: b\ne: f"),
    "an entry before another": (
        "a:\n  # one\n  b: c\n  # two\n  d: e\n", lambda d: d.add_entry(("a", "x"), "y", "d"),
        "a:\n  # one\n  b: c\n  x: y\n  # two\n  d: e\n"),
    "an entry before the first": (
        "a:\n  b: c\n", lambda d: d.add_entry(("a", "x"), {"y": {"z": "1"}}, "b"),
        "a:\n  x:\n    y:\n      z: 1\n  b: c\n"),
    "an entry in brackets": ("a: {b: c}\n", lambda d: d.add_entry(("a", "d"), "e, f"),
                             'a: {b: c, d: "e, f"}\n'),
    "before another in brackets": ("a: {b: c}\n", lambda d: d.add_entry(("a", "d"), ["e"], "b"),
                                   "a: {d: [e], b: c}\n"),
    "an entry in empty brackets": ("a: {}\n", lambda d: d.add_entry(("a", "d"), "e"),
                                   "a: {d: e}\n"),
    "the first entry of nothing": (
        "a:\n  b: # c\nd: e\n", lambda d: d.add_entry(("a", "b", "x"), "y"),
        "a:\n  b: # c\n    x: y\nd: e\n"),
    "the first entry of ~": ("a: ~\n", lambda d: d.add_item(("a", 0), "y"), "a: \n  - y\n"),
    "the first entry of a file": ("# c\n", lambda d: d.add_entry(("x",), "y"), "# c\nx: y\n"),
    "a statement in its languages": (
        "a: b\n", lambda d: d.add_entry(("x",), {"tr": "Bir, iki", "en": "One"}),
        'a: b\nx: {tr: "Bir, iki", en: One}\n'),
    "an item at the end": ("a:\n  - b\n  - {c: d}\n", lambda d: d.add_item(("a", 2), "x"),
                           "a:\n  - b\n  - {c: d}\n  - x\n"),
    "an item in between": (
        "a:\n- b: c\n  # e\n- d\n", lambda d: d.add_item(("a", 1), {"x": "y", "z": ["1", "2"]}),
        "a:\n- b: c\n- x: y\n  z: [1, 2]\n  # e\n- d\n"),
    "an item in brackets": ("a: [b]\n", lambda d: d.add_item(("a", 0), "x"), "a: [x, b]\n"),
    "an entry goes": (
        "a:\n  b: # d\n    - c # e\n  # f\n  g: h\n", lambda d: d.remove(("a", "b")),
        "a:\n  # f\n  g: h\n"),
    "the last entry goes": ("a:\n  b: c\nd: e\n", lambda d: d.remove(("a", "b")),
                            "a:\n  {}\nd: e\n"),
    "an entry behind a dash goes": ("- a: b\n  c: d\n", lambda d: d.remove((0, "a")), "- c: d\n"),
    "its remarks stay": ("- a: b\n  # e\n  c: d\n", lambda d: d.remove((0, "a")),
                         "- \n  # e\n  c: d\n"),
    "an item goes": ("a:\n  - b: c\n    d: e\n  # f\n  - g\n", lambda d: d.remove(("a", 0)),
                     "a:\n  # f\n  - g\n"),
    "an item in brackets goes": ("a: [b, c]\n", lambda d: d.remove(("a", 0)), "a: [c]\n"),
    "the last in brackets goes": ("a: {b: c, d: e}\n", lambda d: d.remove(("a", "d")),
                                  "a: {b: c}\n"),
    "a value without its block": ("a:\n  value: 'b' # c\nd: e\n", lambda d: d.unwrap(("a",)),
                                  "a: 'b' # c\nd: e\n"),
    "in brackets": ("a: {value: b} # c\n", lambda d: d.unwrap(("a",)), "a: b # c\n"),
    "behind a dash": ("- value: b\n- c\n", lambda d: d.unwrap((0,)), "- b\n- c\n"),
    "of which nothing is written": ("a:\n  value:\nd: e\n", lambda d: d.unwrap(("a",)),
                                    "a:\nd: e\n"),
    "a remark would have to move": ("a: # c\n  value: b\n", lambda d: d.unwrap(("a",)),
                                    "a: # c\n  value: b\n"),
    "lines would have to move": ("a:\n  value: |\n    b\n", lambda d: d.unwrap(("a",)),
                                 "a:\n  value: |\n    b\n"),
    "there is more in the block": ("a: {value: b, c: d}\n", lambda d: d.unwrap(("a",)),
                                   "a: {value: b, c: d}\n"),
    "many items are lines": (
        "a: b\n", lambda d: d.add_entry(("c",), ["d" * 70, "e" * 70, "f" * 70]),
        f"a: b\nc:\n  - {'d' * 70}\n  - {'e' * 70}\n  - {'f' * 70}\n"),
    "a key": ("a: # b\n  c: d\n", lambda d: d.rename_key(("a",), "x"), "x: # b\n  c: d\n"),
    "a key with a colon": ("{a: b}\n", lambda d: d.rename_key(("a",), "x: y"), '{"x: y": b}\n'),
    "Windows line ends": ("a:\r\n  b: c\r\n", lambda d: d.add_entry(("a", "d"), {"e": {"f": "g"}}),
                          "a:\r\n  b: c\r\n  d:\r\n    e:\r\n      f: g\r\n"),
    "rows": ("a:\n  # 1\n  - b: c # i\n    d: e\n  -\n    b: f\n  - {b: g}\n",
             lambda d: d.name_items(("a",), ["x", "y", "z"]),
             "a:\n  # 1\n  x:\n    b: c # i\n    d: e\n  y:\n    b: f\n  z: {b: g}\n"),
    "rows in the column of their key": (
        "a:\n- b: |\n    c\n\n    d\n  e: f\n# 1\n- b: g\nh: i\n",
        lambda d: d.name_items(("a",), ["x", "y"]),
        "a:\n  x:\n    b: |\n      c\n\n      d\n    e: f\n  # 1\n  y:\n    b: g\nh: i\n"),
    "rows in brackets": ("a: [{b: c}, {b: d}] # 1\n", lambda d: d.name_items(("a",), ["x", "y"]),
                         "a: {x: {b: c}, y: {b: d}} # 1\n"),
    "no rows": ("a: []\n", lambda d: d.name_items(("a",), []), "a: {}\n"),
    "far rows": ("a:\n    -   b: c\n        d: e\n", lambda d: d.name_items(("a",), ["x"]),
                 "a:\n    x:\n        b: c\n        d: e\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_changes_its_letters_alone(case: str) -> None:
    """Comments, quotes, blank lines and line ends stay as they are."""
    before, step, after = EDITS[case]
    assert step(draft(before)).text == after


REFUSED: dict[str, tuple[str, Step]] = {
    "a place that is not there": ("a: b\n", lambda d: d.set_leaf(("x",), "y")),
    "a place inside a value": ("a: b\n", lambda d: d.set_leaf(("a", "x"), "y")),
    "a number for a key": ("a: {b: c}\n", lambda d: d.set_leaf(("a", 0), "y")),
    "a list for a leaf": ("a: [b]\n", lambda d: d.set_leaf(("a",), "y")),
    "the whole file": ("a: b\n", lambda d: d.set_leaf((), "y")),
    "a key twice": ("a: b\n", lambda d: d.add_entry(("a",), "y")),
    "an entry of a value": ("a: b\n", lambda d: d.add_entry(("a", "x"), "y")),
    "an entry of a list": ("a: [b]\n", lambda d: d.add_entry(("a", "x"), "y")),
    "an item behind the end": ("a: [b]\n", lambda d: d.add_item(("a", 2), "y")),
    "an item of a mapping": ("a: {b: c}\n", lambda d: d.add_item(("a", 0), "y")),
    "before nothing": ("a: b\n", lambda d: d.add_entry(("x",), "y", "z")),
    "all of a file": ("a: b\n", lambda d: d.remove(())),
    "a name that is taken": ("a: b\nc: d\n", lambda d: d.rename_key(("a",), "c")),
    "too few names": ("a: [b, c]\n", lambda d: d.name_items(("a",), ["x"])),
    "the same name twice": ("a: [b, c]\n", lambda d: d.name_items(("a",), ["x", "x"])),
    "a value of nothing": ("", lambda d: d.set_leaf(("a",), "x")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_refused_in_words(case: str) -> None:
    """Whatever a program asks for."""
    text, step = REFUSED[case]
    with pytest.raises(NoticesError) as caught:
        step(draft(text))
    assert str(caught.value).startswith("data/t.yml")


def test_a_byte_order_mark_stays() -> None:
    """Some editors of Windows write one."""
    marked = Draft.of("t.yml", b"\xef\xbb\xbfa: b\r\n")
    assert marked.set_leaf(("a",), "x").data == b"\xef\xbb\xbfa: x\r\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(STARTER, folder)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


PHONE, BRAND = ("phone",), ("ornek", "brand")


def two_changes(data: Path) -> Edition:
    edition = Edition(data)
    edition.edit("controller.yml", lambda d: d.set_leaf(PHONE, "+90 212 000 00 01"))
    edition.edit("sites.yml", lambda d: d.set_leaf(BRAND, "Başka"))
    return edition


def test_files_are_written_together(data: Path) -> None:
    """Those that change and no others, with their rights, through a link; twice is once."""
    before = snapshot(data)
    (data / "sites.yml").rename(data.parent / "elsewhere.yml")
    (data / "sites.yml").symlink_to(data.parent / "elsewhere.yml")
    (data / "controller.yml").chmod(0o640)
    edition = two_changes(data)
    assert edition.judge().controller.phone is not None
    assert snapshot(data) == before
    edition.write()
    after = snapshot(data)
    assert {name for name in before if before[name] != after[name]} == {
        "controller.yml",
        "sites.yml",
    }
    assert after.keys() == before.keys()
    assert (data / "sites.yml").is_symlink()
    assert stat.S_IMODE((data / "controller.yml").stat().st_mode) == 0o640
    assert not edition.contents
    edition.write()
    assert snapshot(data) == after
    assert not list(data.glob(".editing*"))


def test_the_difference_names_files_and_lines(data: Path) -> None:
    """Before anything is written."""
    said = "\n".join(two_changes(data).difference())
    assert f"{data}/controller.yml\n@@ line " in said
    assert '+ phone: "+90 212 000 00 01"' in said or "+ phone: +90 212 000 00 01" in said
    assert said.count("\n- ") == said.count("\n+ ") == 2


def test_with_mistakes_nothing_is_written_and_all_are_named(data: Path) -> None:
    """Of all files at once, at the lines that they would have."""
    edition = two_changes(data)
    edition.edit("controller.yml", lambda d: d.add_entry(("nonsense",), "x"))
    edition.edit("processing/orders.yml", lambda d: d.set_leaf(("order",), "first"))
    before = snapshot(data)
    with pytest.raises(LoadingError) as caught:
        edition.write()
    assert len(caught.value.problems) == 2
    assert "“nonsense” is not known here" in str(caught.value)
    assert "data/processing/orders.yml:2:8: error: “first” is not a whole number" in str(
        caught.value
    )
    assert snapshot(data) == before


def test_a_file_that_has_changed_meanwhile_is_not_written_over(data: Path) -> None:
    """Nor is any other; also one that was read and stays as it is."""
    edition = two_changes(data)
    edition.draft("promises.yml")
    (data / "promises.yml").write_bytes((data / "promises.yml").read_bytes() + b"# more\n")
    before = snapshot(data)
    with pytest.raises(EditingError, match=r"data/promises\.yml: error: the file has changed"):
        edition.write()
    assert snapshot(data) == before


def test_a_file_that_is_gone_meanwhile_is_not_brought_back(data: Path) -> None:
    """Whoever deleted it had a reason."""
    edition = two_changes(data)
    edition.draft("departures.yml")
    (data / "departures.yml").unlink()
    with pytest.raises(EditingError, match=r"data/departures\.yml: error: the file has changed"):
        edition.write()


@pytest.mark.parametrize("step", [1, 2])
def test_what_goes_wrong_in_between_is_taken_back(
    data: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The first or the second file cannot be put into its place."""
    edition, before, calls = two_changes(data), snapshot(data), itertools.count(1)
    replaced = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == step:
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(EditingError, match="No space left"):
        edition.write()
    assert snapshot(data) == before
    assert not list(data.glob(".editing*"))


def test_a_file_that_is_not_there_yet_is_read_from_the_edition(data: Path) -> None:
    """Loading takes what it is given in the place of what is on the disk."""
    from generator import loading

    extra = (data / "processing/orders.yml").read_bytes().replace(b"order: 1\n", b"order: 2\n")
    facts = loading.load(data, {"processing/more.yml": extra, "approvals.yml": b"# none\n"})
    assert list(facts.activities) == ["more", "orders"]


@settings(max_examples=40)
@given(st.sampled_from([leaf for leaf in LEAVES if RICH in leaf[0].parents]), ALLOWED)
def test_what_the_decoder_does_not_understand_is_not_written(
    leaf: tuple[Path, Steps, int], value: str
) -> None:
    """Either one file changes, which then says just that, or none."""
    path, steps, _ = leaf
    name = path.relative_to(RICH).as_posix()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(RICH, data)
        edition, before = Edition(data), snapshot(data)
        edition.edit(name, lambda d: d.set_leaf(steps, value))
        try:
            edition.write()
        except LoadingError:
            assert snapshot(data) == before
        else:
            changed = {n for n, content in snapshot(data).items() if content != before[n]}
            assert changed <= {name}
            assert Edition(data).draft(name).value(steps) == composed(value)
