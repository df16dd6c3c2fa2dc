"""The script of the membership flow, as shops load it: `embed/v1/`.

`notice.js` is the newest script. `notice-<hash>.js` is the same bytes under a name that never
means other bytes, so a shop may pin it with an integrity hash. Both are `source/built.js`,
which `make embed` writes: `source()` made smaller. It is committed, because bytes that shops pin
must not change with a library of the machine that builds a site; a test makes it again. Its
labels are put in when it is handed out, so that a language that is added is spoken by it too.
`texts.json` tells the script where texts stand and which document asks for which matter.

*Shown* means: for a second, half of the text or half a window full of it, not hidden by a style or
an open dialog, in a tab that is in front. A person who acts beside a text has it before them, so
an action does not wait for that second; the words are proved again in the same moment. Of a
notice the hidden input carries the strongest event, of a choice only what was given: an unticked
box carries nothing, so that no server can take a proof of showing for a consent.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import languages
from generator.cache import Content
from generator.outputs.embed.labels import labels_of
from generator.outputs.output import Output

ROOT = "embed/v1/"
SOURCE = Path(__file__).parent / "source"
BUILT = "built.js"
KEPT = SOURCE / "kept"
"""Scripts of earlier versions of the tool that some shop may have pinned; never deleted."""
TEXT_1 = ("text-1.mjs", "text-1.vectors.json")
"""The digest of a text, for browsers, and the examples for which every implementation gives the
same result; published below `ASSETS`."""
ASSETS = "assets/"
LABELS = Path(__file__).parent / "labels"
_HOLE = "__LABELS__"
_IMPORT = re.compile(r"^import .*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """The script and the names under which a page asks for it."""

    content: str

    @property
    def name(self) -> str:
        """`notice-<hash>.js`: sixteen digits of the SHA-256 of the bytes."""
        return f"notice-{hashlib.sha256(self.content.encode()).hexdigest()[:16]}.js"

    @property
    def integrity(self) -> str:
        """The value of the attribute `integrity` (Subresource Integrity, SHA-384)."""
        digest = hashlib.sha384(self.content.encode()).digest()
        return f"sha384-{base64.b64encode(digest).decode()}"


@cache
def script() -> Script:
    """The script of this version of the tool, the same for every site."""
    return Script(_read(BUILT).replace(_HOLE, _literal(_labels())))


def source() -> str:
    """The script before it is made smaller: its parts in the places of its imports.

    It is one block, so that none of its names is anybody else's; a name stands for the labels.
    """
    text_1 = _read(TEXT_1[0]).replace("export ", "")
    style = f"const STYLE = `{_read('notice.css')}`;"
    body = _IMPORT.sub("", _read("notice.js"))
    return "\n".join(("{", text_1, f"const LABELS = {_HOLE};", style, body, "}"))


def _read(name: str) -> str:
    return (SOURCE / name).read_text(encoding="utf-8")


def _labels() -> dict[str, dict[str, str]]:
    """What the elements say, by language: those that have labels here."""
    by_language = {}
    for code in (code for code in languages.codes() if (LABELS / f"{code}.yml").is_file()):
        labels = labels_of(code)
        own = {k.removeprefix("embed_"): v for k, v in labels.items() if k.startswith("embed_")}
        by_language[code] = {"name": languages.get(code).name, "draft": labels["draft"], **own}
    return by_language


def _literal(value: object) -> str:
    """JSON as a script says it in fewest letters; the keys are names."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{_literal(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


class Embed(Output):
    """The script, its types, where it finds the texts of the site, and the digest by itself."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """The files by their path on the site."""
        module = script()
        yield f"{ROOT}notice.js", module.content.encode()
        yield f"{ROOT}{module.name}", module.content.encode()
        yield f"{ROOT}notice.d.ts", _read("notice.d.ts").encode()
        yield f"{ROOT}texts.json", (json.dumps(self._texts(), sort_keys=True) + "\n").encode()
        for name in TEXT_1:
            yield f"{ASSETS}{name}", _read(name).encode()
        for pinned in KEPT.glob("notice-*.js"):
            yield f"{ROOT}{pinned.name}", pinned.read_bytes()

    def _texts(self) -> dict[str, object]:
        """In which folder of the API the texts stand, and the documents of the choices."""
        texts = self.publication.texts
        return {
            "format": 1,
            "folder": "drafts" if self.publication.drafts else "current",
            "item": {text.item: text.document for text in texts if text.item},
            "channel": {text.channel: text.document for text in texts if text.channel},
        }
