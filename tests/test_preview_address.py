"""`notices serve` starts, or says at once why it does not and what to type."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.mkdocs import preview
from generator.mkdocs.preview import address, server
from generator.mkdocs.preview.shown import Board
from generator.pipeline import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine at which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def serve(where: str, data: str = "nothing") -> Result:
    """`notices serve` on data that are not there: a build would say so."""
    asked = ["serve", "--data", data, "--address", where]
    done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, asked)
    assert isinstance(done.exception, SystemExit)
    return done


@pytest.mark.parametrize(("typed", "hint"), [
    ("8000", "127.0.0.1:8000"), ("99999", "127.0.0.1:8000"), ("abc", "host:port"),
    ("", "host:port"), ("1.2.3.4:99999", "1.2.3.4:8000"), ("localhost:", "localhost:8000"),
    ("localhost:-1", "localhost:8000"), ("localhost:8_0", "localhost:8000"),
    ("localhost: 80", "localhost:8000"), ("localhost:٨٠", "localhost:8000"), (":", ":8000"),
    ("[::1]:8000", "IPv6"), ("::1:8000", "IPv6"), ("http://localhost:8000", "host:port"),
    ("şirket:8000", "127.0.0.1:8000"), ("a b:80", "127.0.0.1:8000"), ("a\n:80", "127.0.0.1:8000"),
    ("9" * 5000, "127.0.0.1:8000"),
])  # fmt: skip
def test_what_is_no_address_is_told_with_what_to_type(typed: str, hint: str) -> None:
    with pytest.raises(address.NotAnAddress, match=re.escape(hint)):
        address.read(typed)


def test_a_malformed_address_ends_the_command(tmp_path: Path) -> None:
    done = serve("8000", str(tmp_path))
    assert done.exit_code == 2
    assert "Type it as 127.0.0.1:8000" in done.stderr


def test_a_port_that_is_taken_ends_the_command_before_anything_is_made(taken: int) -> None:
    """With the next one that is free, which then works."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "serve", "--data", "nothing",
         "--address", f"127.0.0.1:{taken}"],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"port {taken} is taken" in done.stderr
    assert "nothing" not in done.stdout + done.stderr
    found = re.search(r"--address (\S+)", done.stderr)
    assert found
    assert found[1] != f"127.0.0.1:{taken}"
    server.Server(address.read(found[1]), Board()).server_close()


@pytest.mark.parametrize("where", ["192.0.2.1:8000", "nothing.invalid:8000", f"{'a' * 64}:80"])
def test_an_address_of_another_machine_ends_the_command(where: str) -> None:
    done = serve(where)
    assert done.exit_code == 1
    assert "is not an address of this machine" in done.stderr
    assert "Type: --address 127.0.0.1:" in done.stderr


def test_a_port_without_the_right_to_it_leads_to_another() -> None:
    refused = address.refusal(address.read("127.0.0.1:80"), PermissionError(13, "denied"))
    assert "no right to use port 80" in str(refused)
    assert re.search(r"--address 127\.0\.0\.1:80\d\d$", str(refused))


def test_the_highest_port_has_none_after_it() -> None:
    refused = address.refusal(address.read("127.0.0.1:65535"), OSError(98, "in use"))
    assert re.search(r"--address 127\.0\.0\.1:80\d\d$", str(refused))


def test_a_watch_that_cannot_begin_ends_the_command_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is bound by then, and is let go."""

    def full(_self: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(preview.Watch, "__enter__", full)
    with pytest.raises(OSError, match="inotify"):
        preview.serve(Settings(data=tmp_path), "127.0.0.1:0", print)


@pytest.mark.parametrize(("host", "is_open"), [
    ("", True), ("0.0.0.0", True), ("0", True), ("127.0.0.1", False), ("localhost", False),
])  # fmt: skip
def test_a_preview_that_others_reach_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, is_open: bool
) -> None:
    """And names an address that a browser of this machine can open; then Ctrl+C ends it."""

    def stopped(_self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(preview.Maker, "run", stopped)
    said: list[str] = []
    preview.serve(Settings(data=tmp_path), f"{host}:0", said.append)
    shown = "127.0.0.1" if is_open else host
    assert re.match(rf"The preview is at http://{re.escape(shown)}:[1-9]\d*/ ", said[0]), said
    assert ("open to the network" in said[0]) == is_open
