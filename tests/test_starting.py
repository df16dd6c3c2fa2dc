"""One file to double-click opens the preview; with a Python that writes down what it is asked."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import loading
from generator.mkdocs import preview
from generator.pipeline import Settings
from tests.conftest import ROOT, STARTER

NAMES = ("baslat.sh", "baslat.command", "baslat.cmd")
PYTHON = """#!/bin/sh
echo "python $*" >> "$LOG"
case "$*" in
  "-c "*) test -z "$OLD" ;;
  "-m venv "*)
    mkdir -p .venv/bin
    printf '#!/bin/sh\\necho "pip $*" >> "$LOG"\\ntest -z "$OFFLINE"\\n' > .venv/bin/python
    printf '#!/bin/sh\\necho "notices $*" >> "$LOG"\\n' > .venv/bin/notices
    chmod +x .venv/bin/* ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose name has a space, with a Python of its own."""
    folder = tmp_path / "bizim metinler"
    (folder / "data").mkdir(parents=True)
    (folder / "requirements.txt").write_text("kvkk-notices\n", encoding="utf-8")
    shutil.copy(ROOT / "data/baslat.sh", folder / "data")
    (tmp_path / "bin").mkdir()
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        (tmp_path / "bin" / name).write_text(PYTHON, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    return folder


def start(project: Path, **given: str) -> tuple[int, str, list[str]]:
    log = project.parent / "log"
    log.unlink(missing_ok=True)
    path = os.pathsep.join([str(project.parent / "bin"), os.environ["PATH"]])
    done = subprocess.run(
        [project / "data/baslat.sh"], cwd="/", env={"PATH": path, "LOG": str(log), **given},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr, log.read_text("utf-8").splitlines()


def test_it_installs_once_and_opens_the_page(project: Path) -> None:
    code, said, asked = start(project)
    assert code == 0, said
    assert "Kurulum yapılıyor" in said
    assert asked[1] == "python -m venv .venv"
    assert asked[2].endswith("-r requirements.txt")
    assert asked[-1] == "notices --lang tr serve --open --address 127.0.0.1:0"
    code, said, asked = start(project)
    assert (code, len(asked)) == (0, 2), asked
    assert "Kurulum" not in said


def test_the_tool_itself_is_installed_with_its_locked_versions(project: Path) -> None:
    (project / "requirements").mkdir()
    (project / "requirements/site.txt").touch()
    asked = start(project)[2]
    assert "--require-hashes" in asked[2]
    assert asked[2].endswith("-r requirements/site.txt")
    assert asked[3].endswith("-e .")


@pytest.mark.parametrize(
    ("given", "words"), [({"OLD": "1"}, "Python 3.11"), ({"OFFLINE": "1"}, "İnternet bağlantınızı")]
)
def test_what_lacks_is_said_and_tried_again_next_time(
    project: Path, given: dict[str, str], words: str
) -> None:
    code, said, asked = start(project, **given)
    assert code == 1
    assert words in said
    assert not any(line.startswith("notices") for line in asked)
    assert start(project)[0] == 0


def test_the_three_files_say_and_do_the_same() -> None:
    """What only Windows runs cannot be tried here: its words and commands are compared."""
    shell, mac, windows = ((ROOT / "data" / name).read_bytes() for name in NAMES)
    assert shell == mac
    assert windows.count(b"\r\n") == windows.count(b"\n")
    told = [
        {re.sub(r"\W+", " ", line.strip()) for line in re.findall(pattern, content.decode(), re.M)}
        for pattern, content in (
            (r'(?:echo|stop) "([^"]+)"', shell), (r"^ *echo ([^\r\n]+)", windows),
        )
    ]  # fmt: skip
    assert told[1] <= told[0] | {"off"}
    for words in ("serve --open --address 127.0.0.1:0", "--require-hashes", "denenmedi"):
        assert words.encode() in shell
        assert words.encode() in windows
    for name in NAMES[:2]:
        assert os.access(ROOT / "data" / name, os.X_OK)


@pytest.mark.parametrize("name", NAMES)
def test_another_controller_gets_them_with_the_starter(name: str) -> None:
    assert (STARTER / name).read_bytes() == (ROOT / "data" / name).read_bytes()
    loading.load(STARTER)


def test_serving_opens_the_browser_where_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data, led = Path(shutil.copytree(STARTER, tmp_path / "data")), list[str]()

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(preview.webbrowser, "open", led.append)
    monkeypatch.setattr(preview.Maker, "run", stop)
    for opened in (False, True):
        preview.serve(Settings(data=data), "127.0.0.1:0", lambda _: None, opened=opened)
    (link,) = led
    assert link.startswith("http://127.0.0.1:")
