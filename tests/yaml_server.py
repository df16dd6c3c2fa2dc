"""A client of `yaml-language-server`, the program behind what editors say of a YAML file."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import from_npm

VERSION = "2.0.0"
SETTINGS = {
    "yaml": {"validate": True, "schemaStore": {"enable": False}, "customTags": []},
    "http": {},
    "[yaml]": {},
    "editor": {},
    "files": {},
}


def installed() -> Path | None:
    """The program from npm, installed once; None where that cannot be done."""
    modules = from_npm.installed("yaml-language-server", f"yaml-language-server@{VERSION}")
    return modules and modules / "yaml-language-server/bin/yaml-language-server"


@contextmanager
def running(program: Path) -> Iterator["Server"]:
    """The server, over its standard input and output."""
    process = subprocess.Popen(
        ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield Server(process)
    finally:
        process.kill()
        process.wait()


class Server:
    """What is asked of the server and what it says, one message after another."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._send("initialize", 1, processId=None, rootUri=None, workspaceFolders=None,
                   capabilities={"workspace": {"configuration": True}})  # fmt: skip
        while self._next().get("id") != 1:
            pass
        self._send("initialized")
        self._send("workspace/didChangeConfiguration", settings=SETTINGS)

    def said(self, files: Mapping[Path, str]) -> dict[Path, list[tuple[int, str]]]:
        """What is underlined in each file with this content: the line from 1, and the words."""
        for path, text in files.items():
            document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
            self._send("textDocument/didOpen", textDocument=document)
        found: dict[Path, list[tuple[int, str]]] = {}
        by_uri = {path.as_uri(): path for path in files}
        while len(found) < len(files):
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                rows = message["params"]["diagnostics"]
                found[by_uri[message["params"]["uri"]]] = [
                    (row["range"]["start"]["line"] + 1, row["message"]) for row in rows
                ]
        return found

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks itself is answered."""
        out = self._process.stdout
        assert out is not None
        length = 0
        while (line := out.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(out.read(length))
        if "method" in message and "id" in message:
            items = (message.get("params") or {}).get("items", [])
            answer = [SETTINGS.get(item.get("section", ""), {}) for item in items]
            result = answer if message["method"] == "workspace/configuration" else None
            self._write({"id": message["id"], "result": result})
        return message

    def _send(self, method: str, number: int | None = None, **params: Any) -> None:
        asked = {"method": method, "params": params}
        self._write(asked if number is None else {"id": number, **asked})

    def _write(self, content: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **content}).encode()
        to = self._process.stdin
        assert to is not None
        to.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        to.flush()
