"""What shops copy: a verifier a language, and the examples that all of them answer alike.

A site carries the files beside its API. The PHP one is called `.php.txt` there, as all examples in
PHP are: a host that runs PHP would execute it instead of handing it out.
"""

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
PUBLISHED = {
    "verify_receipt.py": "verify_receipt.py",
    "verify_receipt.php": "verify_receipt.php.txt",
    "verify_receipt.mjs": "verify_receipt.mjs",
    "vectors.json": "vectors.json",
}


def files() -> Mapping[str, str]:
    """The published files by name."""
    return {
        published: (HERE / name).read_text(encoding="utf-8")
        for name, published in PUBLISHED.items()
    }
