"""What takes long is made by several processes, once each, and no error is lost."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from generator import shares
from generator.cache import Cache, read

cache, made = Cache(Path(sys.argv[1])), Path(sys.argv[2])

def make(number, refused):
    if number == refused:
        raise ValueError(number)
    with made.open("a") as file:
        file.write(f"{number}\\n")
    return b"%d" % number

def wanted(refused=None):
    return [(number, partial(make, number, refused)) for number in range(100)]

with suppress(ValueError):
    shares.make(cache, wanted(refused=7))
try:
    cache.file(*wanted(refused=7)[7])
except ValueError:
    print("refused")
shares.make(cache, wanted())
print(all(cache.has(number) and read(cache.file(number, None)) == b"%d" % number
          for number in range(100)))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""


def test_each_is_made_once_and_an_error_is_met_by_the_build(tmp_path: Path) -> None:
    """Whichever process meets it first; no process outlives the call."""
    made = tmp_path / "made"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "cache", made],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n") == ["refused", "True", "nobody is left", ""]
    assert sorted(map(int, made.read_text().split())) == list(range(100))
