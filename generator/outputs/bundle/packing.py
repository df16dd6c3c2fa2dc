"""One release in one ZIP file, for shops that host the texts themselves.

The same inputs give the same bytes: names in order, no day of packing, one way to compress.
`layout` says where everything lies; `proofs.bundle` proves it.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import TOOL
from generator.outputs.api.files import SCHEMAS
from generator.outputs.api.layout import hashes
from generator.outputs.bundle import layout
from generator.releases.archive import sha256
from generator.releases.record import Frozen, Manifest

_LEVEL = 4
"""Less than a tenth more bytes than the usual 6 for half of its time: every release is packed."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""A ZIP file needs a time for each file; this is the first one it can write."""


@dataclass(frozen=True)
class Forms:
    """One text in every form: the JSON of the API, a page that stands alone, a PDF if there is
    one, and its layers as plain lines by name. `url` is the page at which it stays."""

    text: Frozen
    type: str
    url: str
    json: bytes
    html: bytes
    layers: Mapping[str, str]
    pdf: bytes | None

    @property
    def paths(self) -> dict[str, str]:
        """Where each form lies."""
        text, layers = self.text, sorted(self.layers)
        return layout.paths_of(*text.key, layers, pdf=self.pdf is not None)

    def files(self) -> dict[str, bytes]:
        """The forms by their path. A layer's own file has the text digest as its SHA-256."""
        content = {"html": self.html, "json": self.json}
        content |= {f"text-{name}": plain.encode() for name, plain in self.layers.items()}
        if self.pdf is not None:
            content["pdf"] = self.pdf
        return {path: content[form] for form, path in self.paths.items()}


def bundle(
    site: str,
    release: Manifest,
    forms: Sequence[Forms],
    archive: Mapping[str, bytes],
    tool: str | None = TOOL,
) -> bytes:
    """The file; `archive` are the archive's own files of the release by their path in it, `tool`
    is the version that says that it made it, None in one of a version that did not say so."""
    files = {f"{layout.ARCHIVE}/{path}": content for path, content in archive.items()}
    for form in forms:
        files |= form.files()
    schema = "document.schema.json"
    files[f"schemas/{schema}"] = (SCHEMAS / schema).read_bytes()
    files[layout.MANIFEST] = _manifest(site, release, forms, files, tool)
    return _packed(files)


def _manifest(
    site: str,
    release: Manifest,
    forms: Sequence[Forms],
    files: Mapping[str, bytes],
    tool: str | None,
) -> bytes:
    data: dict[str, Any] = {
        "format": layout.FORMAT,
        "site": site,
        "release": release.id,
        "kind": release.kind,
        "published": release.published.isoformat(),
        "effectiveDate": release.effective.isoformat(),
        "notes": dict(release.notes),
        "texts": [_text(form) for form in forms],
        "files": [{"path": path, "sha256": sha256(files[path])} for path in sorted(files)],
    }
    data |= {"tool": tool} if tool else {}
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _text(form: Forms) -> dict[str, Any]:
    return {
        "id": form.text.document,
        "type": form.type,
        "lang": form.text.language,
        "title": form.text.title,
        "release": form.text.release,
        "url": form.url,
        "hash": hashes(form.text.layers),
        "formats": form.paths,
    }


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        # The list first, so that anyone who reads from the start knows what comes.
        for path in sorted(files, key=lambda path: (path != layout.MANIFEST, path)):
            info = zipfile.ZipInfo(path, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every machine
            info.external_attr = 0o644 << 16
            packed.writestr(info, files[path], compresslevel=_LEVEL)
    return buffer.getvalue()
