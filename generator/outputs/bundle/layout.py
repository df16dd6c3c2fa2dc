"""Where everything lies in a bundle.

The `.txt` of a layer holds its plain lines and nothing else, so `sha256sum` prints its digest.
"""

from collections.abc import Sequence

FORMAT = 1
MANIFEST = "manifest.json"
ARCHIVE = "archive"
"""The folder with the archive's own files of the release."""


def paths_of(document: str, language: str, layers: Sequence[str], *, pdf: bool) -> dict[str, str]:
    """Where the forms of a text lie in a bundle, by the name of the form."""
    base = f"{language}/{document}"
    paths = {"html": f"{base}.html", "json": f"{base}.json"}
    paths |= {f"text-{name}": f"{base}.{name}.txt" for name in layers}
    return paths | ({"pdf": f"{base}.pdf"} if pdf else {})
