"""The company's data says things once: what is measured, and how much of it may stand."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator import source

DATA = Path(__file__).parent.parent / "data"
WORDS, ALLOWED, BYTES = 4, 150, 3_000


def values(node: source.Node) -> Iterator[str]:
    match node:
        case source.Mapping():
            for entry in node.entries:
                yield from values(entry.value)
        case source.Sequence():
            for item in node.items:
                yield from values(item)
        case source.Scalar():
            yield node.text


def words_in_copies(folder: Path) -> int:
    """The words of second copies in the YAML files of a folder and of the folders in it.

    A value is one scalar: the words of one language, a doubt, a reason. A value of four words or
    more counts its words for each time it is written after the first, in whatever file and under
    whatever key; words are what stands between spaces. Keys, ids and comments count nothing.
    """
    files = sorted(folder.rglob("*.yml"))
    times = Counter(value for path in files for value in values(source.read(path, path.name)))
    lengths = {value: len(value.split()) for value in times}
    return sum(length * (times[value] - 1) for value, length in lengths.items() if length >= WORDS)


def test_copies_are_counted(tmp_path: Path) -> None:
    """Three times four words are two copies; three words are none."""
    (tmp_path / "a.yml").write_text("a: one two three four\nb: [one two three four]\n", "utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c.yml").write_text(
        "x: {y: one two three four}\nz: [a b c, a b c] # one two three four\n", "utf-8"
    )
    assert words_in_copies(tmp_path) == 8


def test_the_data_of_the_company_says_things_once() -> None:
    """It was 1,487 words before bases, retention, doubts and defaults could be named."""
    assert words_in_copies(DATA) <= ALLOWED


def test_the_membership_is_short() -> None:
    """Bytes without lines that are comments."""
    lines = (DATA / "processing/membership.yml").read_bytes().splitlines(keepends=True)
    assert sum(len(line) for line in lines if not line.lstrip().startswith(b"#")) <= BYTES
