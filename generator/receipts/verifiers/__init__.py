"""What shops copy or install: a verifier a language, and the examples all of them answer alike.

A site carries the files beside its API. The PHP one is called `.php.txt` there, as all examples in
PHP are: a host that runs PHP would execute it instead of handing it out. `package.json` and
`composer.json` are made of the verifiers, so that npm and Composer install the folder as it lies
there; the version is a line of each verifier, the same in all.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PUBLISHED = {
    "verify_receipt.py": "verify_receipt.py",
    "verify_receipt.php": "verify_receipt.php.txt",
    "verify_receipt.mjs": "verify_receipt.mjs",
    "verify_receipt.d.mts": "verify_receipt.d.mts",
    "vectors.json": "vectors.json",
}
_VERSION = re.compile(r"VERSION = [\"']([0-9.]+)[\"']")
_ABOUT = {
    "description": "Verifies receipts of kvkk-notices; one file, no dependency.",
    "license": "MIT",
}


def version() -> str:
    """The version of the verifiers; 1 had no such line."""
    line = _VERSION.search((HERE / "verify_receipt.py").read_text(encoding="utf-8"))
    assert line is not None
    return line[1]


def files() -> Mapping[str, str]:
    """The published files by name."""
    copied = {
        published: (HERE / name).read_text(encoding="utf-8")
        for name, published in PUBLISHED.items()
    }
    return {**copied, "package.json": _in_json(_npm()), "composer.json": _in_json(_composer())}


def _npm() -> dict[str, Any]:
    module, types = "./verify_receipt.mjs", "./verify_receipt.d.mts"
    return {
        "name": "kvkk-verify-receipt",
        "version": version(),
        **_ABOUT,
        "type": "module",
        "exports": {".": {"types": types, "default": module}},
        "files": [name.removeprefix("./") for name in (module, types)],
        "engines": {"node": ">=20"},
    }


def _composer() -> dict[str, Any]:
    return {
        "name": "kvkk-notices/verify-receipt",
        "version": version(),
        **_ABOUT,
        "require": {"php": ">=8.0"},
        "autoload": {"files": [PUBLISHED["verify_receipt.php"]]},
    }


def _in_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, indent=1) + "\n"
