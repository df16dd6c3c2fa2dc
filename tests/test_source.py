"""The door to YAML: exact strings with positions, or a clear complaint; never a traceback."""

import contextlib
import os
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator import source
from generator.characters import REFUSED
from generator.errors import SourceError
from generator.provenance import Origin


def scalars(node: source.Node) -> list[source.Scalar]:
    match node:
        case source.Scalar():
            return [node]
        case source.Sequence():
            return [s for item in node.items for s in scalars(item)]
        case source.Mapping():
            return [s for entry in node.entries for s in scalars(entry.value)]


def texts(yaml_text: str) -> list[str]:
    return [s.text for s in scalars(source.parse(yaml_text.encode(), "t.yml"))]


def complaint(data: bytes | str) -> str:
    with pytest.raises(SourceError) as caught:
        source.parse(data.encode() if isinstance(data, str) else data, "t.yml")
    return str(caught.value)


@pytest.mark.parametrize(
    "written", ["no", "yes", "2.30", "0212", "1e3", "2026-12-15", "0x1f", "1_000", "on", ".5", "=x"]
)
def test_a_scalar_is_what_is_written(written: str) -> None:
    """No value is guessed into a number, a day or a truth."""
    assert texts(f"a: {written}") == [written]


@pytest.mark.parametrize("written", ["", "~", "null", '""', "'  '"])
def test_nothing_written_is_blank(written: str) -> None:
    """Blank has a usable place: that of the key."""
    (scalar,) = scalars(source.parse(f"x: 1\na: {written}\n".encode(), "t.yml"))[1:]
    assert scalar.blank
    assert scalar.origin.line == 2


def test_quoted_null_is_a_word() -> None:
    """Whoever puts quotes means the letters."""
    assert texts("a: 'null'") == ["null"]


def test_places_are_exact() -> None:
    """Line, column in characters, and the path."""
    node = source.parse("a:\n  - ı: şğ\n    b: 2\n".encode(), "t.yml")
    found = {s.origin.path: (s.origin.line, s.origin.column) for s in scalars(node)}
    assert found == {"a[0].ı": (2, 8), "a[0].b": (3, 8)}


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    """Files from any editor read the same."""
    assert texts("\ufeffa: b\r\nc: d\r\n") == ["b", "d"]


def test_text_is_composed() -> None:
    """NFC: a letter and its mark become one character."""
    assert texts("a: s\u0327") == ["ş"]


@pytest.mark.parametrize("empty", ["", "\n", "# only a comment\n", "---\n", "~"])
def test_an_empty_file_is_an_empty_mapping(empty: str) -> None:
    """Nothing in it is not a mistake of YAML."""
    assert source.parse(empty.encode(), "t.yml") == source.Mapping((), Origin("t.yml"))


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        ("a: 1\nb: 2\na: 3", "t.yml:3:1", "written twice; the first is at t.yml:1:1"),
        ("a: &x 1\nb: 1", "t.yml:1:4", "anchor"),
        ("a: &x 1\nb: *x", "t.yml:2:4", "repeats"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}", "t.yml:3:3", "merges"),
        ("a: !!python/object/apply:os.system [x]", "t.yml:1:4", "tag"),
        ("a: 1\n---\nb: 2", "t.yml:2:1", "second document"),
        ("a:\n\t- b", "t.yml:2:1", "tab"),
        ("a: b: c", "t.yml:1:5", "colon"),
        ("a: 'b", "t.yml:1", "not closed"),
        ("a: [b", "t.yml:1", ""),
        ("a\nb: c", "t.yml:", "colon"),
        ("a: b\n c: d", "t.yml:2", "colon"),
        ("a: @b", "t.yml:1:4", "Put quotes"),
        ("? [a]\n: b", "t.yml:1:3", "cannot be a key"),
        ("'': b", "t.yml:1:1", "key is missing"),
        ("a: b\u200bc", "t.yml:1:5", "U+200B"),
        ("a: b\x07", "t.yml:1:5", "U+0007"),
        ("a: \u202eb", "t.yml:1:4", "U+202E"),
        ("a: \ue000b", "t.yml:1:4", "U+E000"),
        ("a: ş".encode("cp1254"), "t.yml:1:4", "UTF-8"),
        ("a: ş".encode("utf-16"), "t.yml:1:1", "UTF-8"),
        (b"a: \xed\xa0\x80", "t.yml:1:4", "UTF-8"),
        ("a: " + "\u0301\u0327" * 30_000, "t.yml:1:34", "too many marks"),
        (b"\xef\xbb\xbfa: \xfe", "t.yml:1:4", "UTF-8"),
        ("a: ş".encode("utf-16-le"), "t.yml:1:1", "UTF-8"),
        ("a: 1\rb: \u202e", "t.yml:2:4", "U+202E"),
        ('a: "\\u202eb"', "t.yml:1:4", "U+202E"),
        ('a: "\\0"', "t.yml:1:4", "U+0000"),
        ('a: "\\L"', "t.yml:1:4", "U+2028"),
        ('"a\\u200b": 1', "t.yml:1:1", "U+200B"),
        ('a: "' + "\\u0301\\u0327" * 5_000 + '"', "t.yml:1:4", "too many marks"),
        ('ş: 1\n"s\\u0327": 2', "t.yml:2:1", "written twice; the first is at t.yml:1:1"),
        ("a: ! x", "t.yml:1:4", "“!” is a YAML tag"),
        ("a: !!int 1", "t.yml:1:4", "“!!int” is a YAML tag"),
        ("a: !" + "x" * 500 + " 1", "t.yml:1:4", "…”"),
        ("a: b\n\t# comment\nc: d", "t.yml:2:1", "tab"),
        ("a:\n  -\tb", "t.yml:2:4", "tab"),
        ("a: b\n\tc", "t.yml:2:1", "tab"),
        ("a:\n \u00a0b: c", "t.yml:2:2", "a space of another kind (U+00A0)"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x", "t.yml:2:1", "git could not merge"),
        ("a: |\n  b\n>>>>>>> x", "t.yml:3:1", "git could not merge"),
        ('a: "b\nc: d\ne: "f"', "t.yml:1:4", "begins here ends in line 3"),
        ("a: 'Şirket'in'", "t.yml:1:12", "written twice"),
        ("a: b\n  unconfirmed: c", "t.yml:2:3", "“unconfirmed:” stands below a value"),
        ('a: "b"\n  internal: yes', "t.yml:2:3", "“internal:” stands below a value"),
        ("a: “b”", "t.yml:1:4", "quotation marks are letters here"),
        ("a: “b: c”", "t.yml:1:4", "quotation marks are letters here"),
        ("a: b #6\nc: d", "t.yml:1:6", "a remark and is not read"),
        ("a:  #6\nc: d", "t.yml:1:5", "a remark and is not read"),
        ("a:b\nc: d", "t.yml:1:3", "a space is missing behind the colon"),
        ("a: b\nc:\u00a0d\ne: f", "t.yml:2:3", "a space is missing behind the colon"),
        ("a: [b,\nc", "t.yml:1:4", "bracket is not closed"),
        ("a: [\n", "t.yml:1:4", "bracket is not closed"),
        ('a: "b\n---\nc"', "t.yml:1:4", "not closed"),
        ("a: - b", "t.yml:1:4", "list cannot begin here"),
        ("a: }", "t.yml:1:4", "bracket or comma"),
        ("a: |x\n  b", "t.yml:1:5", "behind “|”"),
        ('a: "\\xZZ"', "t.yml:1:7", "backslash"),
        ("%FOO", "t.yml:1:", "“%”"),
        ("a: *", "t.yml:1:5", "“*”"),
        ("  a: 1\n b: 2", "t.yml:2:2", "indentation"),
        ("a: " + "x" * 100_001, "t.yml:1:4", "more than 100000 characters"),
        ("[" * 100_000, "t.yml:1:41", "levels"),
        ("a: " * 60 + "b", "t.yml:1", ""),
        ("- " * 50_000, "t.yml:1:81", "levels"),
        ("x" * 150_001, "t.yml:1:1", "larger"),
    ],
)
def test_mistakes_are_told_with_their_place(data: bytes | str, place: str, said: str) -> None:
    """Where, what, and what to do, in the words of whoever edits the file."""
    message = complaint(data)
    assert message.startswith(place) or f"\n{place}" in message
    assert said in message
    for word in ("Traceback", "token", "mapping values", "unicode string", "NoneType"):
        assert word not in message


def test_all_mistakes_come_at_once() -> None:
    """Two duplicates and a tag are three complaints."""
    message = complaint("a: 1\na: 2\nb: !x 1\nc: 1\nc: 2")
    assert len(message.split("\n")) == 3


def test_forbidden_characters_do_not_hide_other_mistakes() -> None:
    """Characters, a duplicate, an anchor, an alias and a tag are told together."""
    message = complaint("a: 1\na: 2\nb: &x 1\nc: *x\nd: !foo 1\ne: \x01\nf: \u200b")
    lines = [line.split(":")[1] for line in message.split("\n")]
    assert lines == ["2", "3", "4", "5", "6", "7"]


def test_a_forbidden_character_is_told_once() -> None:
    """What else is odd in its line may come from it."""
    assert len(complaint("a: 1\u2028b: 2").split("\n")) == 1


def test_tabs_inside_a_text_are_text() -> None:
    """After `|`, what follows the indentation is the writer's."""
    assert texts("a: |\n  x\n  \ty\nb: 1") == ["x\n\ty\n", "1"]


def test_what_only_looks_like_a_mistake_is_read() -> None:
    """A remark after a value, quotes inside a text, signs inside quotes and blocks."""
    assert texts("a: b # as in the registry\nc: x#6") == ["b", "x#6"]
    assert texts("a: “b” and “c”\nd: '“e”'") == ["“b” and “c”", "“e”"]
    assert texts("a: 'b #6'\nc: |\n  d #6\n  \u00a0e") == ["b #6", "d #6\n\u00a0e"]
    assert texts("a: |\n  =======\n  <<<<<<< x") == ["=======\n<<<<<<< x"]


def test_columns_count_the_characters_of_the_file() -> None:
    """Composing the text moves no position: s and its mark are two characters in an editor."""
    node = source.parse("s\u0327: s\u0327".encode(), "t.yml")
    (scalar,) = scalars(node)
    assert (scalar.text, scalar.origin.column, scalar.origin.path) == ("ş", 5, "ş")


def test_a_picture_is_one_column() -> None:
    """Columns count characters, not bytes or halves of them."""
    node = source.parse("a: [😀, b]".encode(), "t.yml")
    assert [s.origin.column for s in scalars(node)] == [5, 8]


def test_the_python_reader_serves_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, the same files say the same."""
    monkeypatch.setattr(source.reading, "_LOADER", yaml.SafeLoader)
    source.reading.parse.cache_clear()
    assert texts("a: no\nb: [2.30, ~]\nc: |\n  d") == ["no", "2.30", "", "d"]
    for wrong in ("a: 1\na: 2", "a: &x 1", "a: !!int 1", "a: [", "a: 'b", "[" * 9_000, "a:\n\t- b"):
        assert complaint(wrong).startswith("t.yml:")


def bomb() -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    return "\n".join(lines)


@pytest.mark.timeout(60)
def test_an_alias_bomb_is_refused() -> None:
    """Nothing is ever unfolded."""
    assert "repeats" in complaint(bomb())


def read_or_complain(data: bytes) -> None:
    """Either a node with places inside the file, or problems with places."""
    started = time.process_time()
    try:
        node = source.parse(data, "t.yml")
    except SourceError as error:
        for problem in error.problems:
            assert problem.origin.file == "t.yml"
            assert 1 <= problem.origin.line <= data.count(b"\n") + data.count(b"\r") + 1
            assert problem.origin.column >= 1
            assert problem.message
    else:
        lines = unicodedata.normalize("NFC", data.decode("utf-8-sig")).count("\n") + 1
        for scalar in scalars(node):
            assert 1 <= scalar.origin.line <= lines + data.count(b"\r")
            assert scalar.text == unicodedata.normalize("NFC", scalar.text)
    assert time.process_time() - started < 2


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_complained_of(data: bytes) -> None:
    """Random bytes never give a traceback."""
    read_or_complain(data)


@settings(max_examples=500)
@given(
    st.text(alphabet=st.sampled_from(list("ab:-[]{}#&*!|>'\"%@`,?~ \n\t\r\\ş\u200b0")), max_size=60)
)
def test_any_yaml_like_text_is_read_or_complained_of(text: str) -> None:
    """Text made of YAML's own signs never gives a traceback."""
    read_or_complain(text.encode())


def starts(text: str) -> list[str]:
    """What stands where each filled value is said to start."""
    lines = text.split("\n")
    found = [s for s in scalars(source.parse(text.encode(), "t.yml")) if not s.blank]
    return [lines[s.origin.line - 1][s.origin.column - 1 :] for s in found]


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]).filter(
        lambda c: not REFUSED.match(c)
    ),
    min_size=1,
    max_size=12,
).map(lambda s: unicodedata.normalize("NFC", s)).filter(str.strip)  # fmt: skip


@settings(max_examples=200)
@given(
    st.recursive(
        words,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(words.filter(lambda w: w != "<<"), inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_was_written_is_what_is_read(value: object) -> None:
    """Any structure of strings comes back letter for letter."""
    dumped = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000)

    def plain(node: source.Node) -> object:
        match node:
            case source.Scalar():
                return node.text
            case source.Sequence():
                return [plain(item) for item in node.items]
            case source.Mapping():
                return {entry.key: plain(entry.value) for entry in node.entries}

    assert plain(source.parse(dumped.encode(), "t.yml")) == value


letters = st.text(st.sampled_from("abcışğİée\u0301s\u0327 "), min_size=1, max_size=8).map(
    lambda text: "x" + text + "x"
)


@given(st.recursive(letters, lambda i: st.lists(i, min_size=1) | st.dictionaries(letters, i)))
def test_a_place_is_where_the_value_starts(value: object) -> None:
    """Line and column lead to the first character as the file has it."""
    dumped = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000)
    try:
        found = starts(dumped)
    except SourceError as error:
        assume("written twice" not in str(error))  # two keys that are the same when composed
        raise
    node = source.parse(dumped.encode(), "t.yml")
    for text, scalar in zip(found, [s for s in scalars(node) if not s.blank], strict=True):
        assert unicodedata.normalize("NFC", text).startswith(f'"{scalar.text}"')


slow = [
    "- a\n", "a,", "[],", "\t\n", "\t", "---\n", "--- a\n", "- &a b\n", "- *a\n", "a: 1\n",
    "- !x a\n", "\x01", "\u202e\n", "s\u0327", "a\u0315\u0300", "? ", "{a: ", "- ", "#", "!",
    "%", "&", '"', "'",
]  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", slow)
@pytest.mark.parametrize("start", ["", "["])
def test_the_largest_file_is_read_to_its_end(start: str, part: str) -> None:
    """Whatever is repeated in it."""
    data = (start + part * source.MAX_BYTES).encode()[: source.MAX_BYTES]
    with contextlib.suppress(SourceError):
        source.parse(data, "t.yml")


def odd_files(folder: Path) -> dict[str, Path]:
    """What a name may lead to that is no file to read."""
    odd = {
        kind: folder / f"{kind}.yml" for kind in ("device", "pipe", "circle", "nothing", "folder")
    }
    odd["device"].symlink_to("/dev/zero")
    odd["circle"].symlink_to(odd["circle"].name)
    odd["nothing"].symlink_to("not-there")
    odd["folder"].mkdir()
    os.mkfifo(odd["pipe"])
    return odd


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_neither_waited_for_nor_read(tmp_path: Path) -> None:
    """A repository may hold a link to a device without an end, or a pipe that stays silent."""
    for kind, path in odd_files(tmp_path).items():
        with pytest.raises(SourceError, match=r"x\.yml.*cannot be read \("):
            source.read(path, "x.yml")
        assert kind


DATA = [
    path
    for folder in ("data", "generator/starter", "tests/rich")
    for path in sorted((Path(__file__).parent.parent / folder).rglob("*.yml"))
]


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_plain_readers_of_yaml_read_the_data(path: Path) -> None:
    """The library's own reader, written in Python, is stricter than ours: both say the same."""
    text = path.read_text(encoding="utf-8")
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    assert plain == yaml.load(text, Loader=yaml.CBaseLoader)
    yaml.safe_load(text)
