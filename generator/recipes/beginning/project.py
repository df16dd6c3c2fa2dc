"""What stands around the data of a new controller: frame, workflows, settings of editors, tool."""

import importlib.metadata
import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import __version__
from generator.errors import LoadingError, Problem
from generator.keys import settings
from generator.languages import TURKISH
from generator.message import say
from generator.provenance import Origin
from generator.recipes.beginning.kinds import PROJECT

_PACKAGE = Path(__file__).parents[2]
_FORGE, _STARTS = _PACKAGE / "forge", _PACKAGE / "starter"
_SCHEMAS = ".vscode/schemas"
_ENGLISH = (
    re.compile(r"      note_en:\n(?:        .*\n)+"),
    re.compile(r"  +NOTE_EN: .*\n"),
    re.compile(r' --note "en=\$NOTE_EN"'),
    re.compile(r"        - \{locale: en, .*\n"),
)
"""What a site in Turkish alone has no use for, in the workflows and in the frame."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CI, _FOLDER = "ci", "KLASÖR"
"""The workflow of a folder inside a larger repository, and how it calls that folder."""
_OTHERS = {True: re.compile("<!-- alone -->.*\n|<!-- nested --> "),
           False: re.compile("<!-- nested -->.*\n|<!-- alone --> ")}  # fmt: skip
"""What the README says to folders that are inside a larger repository, or are not."""


_LOCKED = """\
# Araç ve dayandığı paketler, bu klasör hazırlanırken kurulu olan sürümleriyle. Bir sürüm artık
# bulunamıyorsa satırını silin.
"""
_UNLOCKED = """\
# Yalnızca araç: bu adresteki aracın hangi paket sürümleriyle denendiği burada bilinmez; aracın
# deposundaki requirements/site.txt dosyasında yazar.
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """Where the folder takes this tool from: the line of its requirements, and the wheel that it
    keeps for it (its path there and its bytes). `running`: it is the tool that runs here, whose
    packages are known."""

    line: str
    wheel: tuple[str, bytes] | None = None
    running: bool = False

    @property
    def requirements(self) -> str:
        """What the folder installs: with the versions that are installed here, where these are
        those of the same tool."""
        locked = list(_installed("kvkk-notices")) if self.running else []
        about = _LOCKED if locked else _UNLOCKED
        return about + "".join(f"{line}\n" for line in (self.line, *locked))

    @classmethod
    def named(cls, where: str | None) -> "Tool":
        """A wheel or an address for pip; without one, that from which the running tool was
        installed. Raises LoadingError."""
        own = _installed_from()
        where = where or own
        if where is None:
            message = say("it is not known from where the new folder installs the tool.")
            raise LoadingError(Problem(Origin("--tool", 0), message, _ways()))
        if " @ " in where or where.startswith("kvkk-notices"):
            return cls(where)
        if "://" in where:
            return cls(f"kvkk-notices @ {where}", running=where == own)
        path = Path(where)
        if path.suffix != ".whl" or not path.is_file():
            hint = say("Name the file of a wheel, or an address for pip (git+https://…).")
            raise LoadingError(Problem(Origin(where, 0), say("there is no such wheel."), hint))
        running = path.name.split("-")[1:2] == [__version__]
        return cls(f"./tool/{path.name}", (f"tool/{path.name}", path.read_bytes()), running)


def _ways() -> str:
    """What a person can type; a package is made where the source of the tool lies."""
    source = _PACKAGE.parent
    if not (source / "pyproject.toml").is_file():
        return say(
            "Name the address of its repository (--tool git+https://…) or the file of the package "
            "that you installed (--tool ….whl)."
        )
    return say(
        "Name the address of its repository (--tool git+https://…), or make a package of it first: "
        "python -m pip wheel --no-deps --wheel-dir . {source}; then: --tool kvkk_notices-….whl",
        source=shlex.quote(str(source)),
    )


def _installed_from() -> str | None:
    """The wheel or the address from which this tool was installed (PEP 610)."""
    try:
        said = importlib.metadata.distribution("kvkk-notices").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return None
    url = json.loads(said) if said else {}
    if vcs := url.get("vcs_info"):
        return f"{vcs['vcs']}+{url['url']}@{vcs['commit_id']}"
    path = unquote(urlsplit(url.get("url", "")).path)
    return path if path.endswith(".whl") and Path(path).is_file() else None


def _installed(package: str) -> Iterator[str]:
    """The version of each package that one needs here, those included that these need."""
    found, left = dict[str, str](), [package]
    while left:
        for wanted in importlib.metadata.requires(left.pop()) or ():
            name = _NAME.match(wanted)
            if name is None or "extra ==" in wanted:
                continue
            own = re.sub(r"[-_.]+", "-", name[0]).lower()
            try:  # what another system needs is not there
                found[own], new = importlib.metadata.version(own), own not in found
            except importlib.metadata.PackageNotFoundError:
                continue
            left += [own] if new else []
    yield from (f"{name}=={version}" for name, version in sorted(found.items()))


def files(
    data: Mapping[str, bytes], codes: Sequence[str], tool: Tool, *, inside: str
) -> dict[str, bytes]:
    """Every file of the folder by its path there; `inside` is its path in the
    repository that is larger than it, otherwise empty.

    Whatever is written for people in it is Turkish, whoever began it.
    """
    schemas, holds = settings.schemas(TURKISH)
    found = dict(_frame(codes, inside))
    for name, content in data.items():
        line = settings.mode_line(f"data/{name}", _SCHEMAS, holds)
        found[f"data/{name}"] = line.encode() + content
    for path in sorted(_STARTS.glob("baslat.*")):
        found[f"data/{path.name}"] = path.read_bytes()
    for name, text in schemas.items():
        found[f"{_SCHEMAS}/{name}"] = text.encode()
    found[".vscode/settings.json"] = f"{settings.settings(_SCHEMAS, holds)}\n".encode()
    found["requirements.txt"] = tool.requirements.encode()
    return found | dict([tool.wheel] if tool.wheel else [])


def _frame(codes: Sequence[str], inside: str) -> Iterator[tuple[str, bytes]]:
    folders = {PROJECT: ""} if inside else {PROJECT: "", _FORGE: ".github/"}
    for folder, prefix in folders.items():
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = f"{prefix}{path.relative_to(folder).as_posix()}"
            if "en" not in codes and path.name.endswith(".en.md"):
                continue
            if not inside and path.parent.name == _CI:
                continue
            words = path.read_text(encoding="utf-8")
            for pattern in () if "en" in codes else _ENGLISH:
                words = pattern.sub("", words)
            words = words.replace(_FOLDER, inside) if inside else words
            yield name, _OTHERS[bool(inside)].sub("", words).encode()
