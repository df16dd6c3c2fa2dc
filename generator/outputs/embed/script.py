"""The scripts that shops load: `embed/v1/`.

`notice.js` is the newest script. `notice-<hash>.js` is the same bytes under a name that never
means other bytes, so a shop may pin it with an integrity hash. Both are `source/built.js`,
which `make embed` writes: `source()` made smaller. It is committed, because bytes that shops pin
must not change with a library of the machine that builds a site; a test makes it again. Its
labels are put in when it is handed out, so that a language that is added is spoken by it too.
`texts.json` tells the scripts where texts stand, which document asks for which matter, and which
consents the banner for cookies asks for.
`changes.js`, for the member area of a shop, and `cookies.js`, the banner for cookies, are made and
named in the same way; they share nothing at run time, so a page loads the one that it needs.

*Shown* means: for a second, half of the text or half a window full of it, in a tab that is in
front, with nothing over it and none of its words too small or too faint to be seen
(`source/sight.mjs`). A person who acts beside a text has it before them, so an action does not wait
for that second; the words are proved, and looked at, in the same moment. Of a
notice the hidden input carries the strongest event, of a choice only what was given: an unticked
box carries nothing, so that no server can take a proof of showing for a consent.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import languages
from generator.cache import Content
from generator.expression import Expression, reference
from generator.outputs.embed.labels import labels_of
from generator.outputs.output import Output

ROOT = "embed/v1/"
SOURCE = Path(__file__).parent / "source"
BUILT, BUILT_CHANGES, BUILT_COOKIES = "built.js", "changes.built.js", "cookies.built.js"
VERSION = "2.0.0"
"""Of the script, in its first line, so that “notices verify --live” knows a copy that is older than
a fix (`proofs/fixes.py`); raised when what it does is changed."""
CHANGES_VERSION = "1.0.0"
COOKIES_VERSION = "1.0.0"
PASTE = "paste.js"
"""For pages on which one script tag can be pasted; served as it is written."""
KEPT = SOURCE / "kept"
"""Scripts of earlier versions of the tool that some shop may have pinned; never deleted."""
TEXT_1 = ("text-1.mjs", "text-1.vectors.json")
"""The digest of a text, for browsers, and the examples for which every implementation gives the
same result; published below `ASSETS`."""
PARTS = (TEXT_1[0], "sight.mjs", "shared.mjs")
"""What the scripts that show texts are made of besides their own file, each with its own copy."""
ASSETS = "assets/"
LABELS = Path(__file__).parent / "labels"
_HOLE = "__LABELS__"
_IMPORT = re.compile(r"^import .*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """A script and the names under which a page asks for it; `of` is the newest one's."""

    content: str
    of: str = "notice"

    @property
    def newest(self) -> str:
        """`notice.js`: other bytes after each change."""
        return f"{self.of}.js"

    @property
    def name(self) -> str:
        """`notice-<hash>.js`: sixteen digits of the SHA-256 of the bytes."""
        return f"{self.of}-{hashlib.sha256(self.content.encode()).hexdigest()[:16]}.js"

    @property
    def integrity(self) -> str:
        """The value of the attribute `integrity` (Subresource Integrity, SHA-384)."""
        digest = hashlib.sha384(self.content.encode()).digest()
        return f"sha384-{base64.b64encode(digest).decode()}"


@cache
def script() -> Script:
    """The script of this version of the tool, the same for every site."""
    names = {code: {"name": languages.get(code).name} for code in languages.codes()}
    return _made("notice", VERSION, BUILT, _drafts("embed_", names))


@cache
def changes() -> Script:
    """The script that tells members what changed."""
    return _made("changes", CHANGES_VERSION, BUILT_CHANGES, _said("told_"))


@cache
def cookies() -> Script:
    """The banner for cookies."""
    return _made("cookies", COOKIES_VERSION, BUILT_COOKIES, _drafts("banner_"))


def scripts() -> tuple[Script, ...]:
    """All of them."""
    return script(), changes(), cookies()


def _made(of: str, version: str, built: str, labels: Mapping[str, Mapping[str, str]]) -> Script:
    put_in = _read(built).replace(_HOLE, _literal(labels))
    return Script(f"// kvkk-notices {of}.js {version}\n{put_in}", of)


def changes_source() -> str:
    """`changes.js` before it is made smaller, as one block; a name stands for the labels."""
    body = _IMPORT.sub("", _read("changes.js"))
    return "\n".join(("{", f"const LABELS = {_HOLE};", body, "}"))


def source(of: str) -> str:
    """`notice.js` or `cookies.js` before it is made smaller: its parts in the places of its
    imports.

    It is one block, so that none of its names is anybody else's; a name stands for the labels.
    """
    parts = (_IMPORT.sub("", _read(name)).replace("export ", "") for name in PARTS)
    style = f"const STYLE = `{_read(f'{of}.css')}`;"
    body = _IMPORT.sub("", _read(f"{of}.js"))
    return "\n".join(("{", *parts, f"const LABELS = {_HOLE};", style, body, "}"))


def _read(name: str) -> str:
    return (SOURCE / name).read_text(encoding="utf-8")


def _drafts(
    prefix: str, more: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, dict[str, str]]:
    """What a script says that shows texts, by language: of a draft as well."""
    return {
        code: {**(more or {}).get(code, {}), "draft": labels_of(code)["draft"], **own}
        for code, own in _said(prefix).items()
    }


def _said(prefix: str) -> dict[str, dict[str, str]]:
    """The labels whose names begin so, without that, in the languages that have labels here."""
    spoken = (code for code in languages.codes() if (LABELS / f"{code}.yml").is_file())
    return {
        code: {
            k.removeprefix(prefix): v for k, v in labels_of(code).items() if k.startswith(prefix)
        }
        for code in spoken
    }


def _literal(value: object) -> str:
    """JSON as a script says it in fewest letters; the keys are names."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{_literal(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


class Embed(Output):
    """The scripts, their types, where they find the texts of the site, and the digest by itself."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """The files by their path on the site."""
        for module in scripts():
            for name in (module.newest, module.name):
                yield f"{ROOT}{name}", module.content.encode()
        for name in ("notice.d.ts", PASTE):
            yield f"{ROOT}{name}", _read(name).encode()
        yield f"{ROOT}texts.json", (json.dumps(self._texts(), sort_keys=True) + "\n").encode()
        for name in TEXT_1:
            yield f"{ASSETS}{name}", _read(name).encode()
        for pinned in KEPT.glob("*-*.js"):
            yield f"{ROOT}{pinned.name}", pinned.read_bytes()

    def _texts(self) -> dict[str, object]:
        """In which folder of the API the texts stand, the documents of the choices, and to which
        notices each of them leads first."""
        site = self.publication
        texts = site.texts
        kinds = {text.document: text.type for text in texts}
        return {
            "format": 1,
            "folder": "drafts" if site.drafts and not site.trial_release else "current",
            "item": {text.item: text.document for text in texts if text.item},
            "channel": {text.channel: text.document for text in texts if text.channel},
            "notices": {
                text.document: notices
                for text in texts
                if text.item or text.channel
                if (notices := _notices(text, kinds))
            },
            **_banner(texts),
        }


def _banner(texts: Iterable[Expression]) -> dict[str, object]:
    """The text with the table of cookies, and the consents that the banner asks for."""
    for text in texts:
        if text.cookies:
            offered = list(text.cookies.offered or ())
            return {"cookies": {"document": text.document, "items": offered}}
    return {}


def _notices(choice: Expression, kinds: Mapping[str, str]) -> list[str]:
    """The notices to which the short layer of a consent or an approval leads."""
    named = (link.document for link in reference.references(choice.layer("short").html))
    return [name for name in dict.fromkeys(named) if kinds.get(name) == "notice"]
