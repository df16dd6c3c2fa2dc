"""Where the files of the API lie, and how all of them are written."""

import json
from collections.abc import Mapping
from typing import Any

from generator.expression import Expression

FORMAT = 1
ROOT = "api/v1/"
BUNDLES = f"{ROOT}bundle/"
"""Where the releases in one file stand, each under its name."""


def path_of(folder: str, document: str, language: str) -> str:
    """The path of a text below the root of the site."""
    return f"{ROOT}{folder}/{document}.{language}.json"


def in_json(data: Mapping[str, Any]) -> str:
    """The same data gives the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n"


def asked(expression: Expression) -> dict[str, str]:
    """The one matter or the one channel that a choice is about."""
    about = {"item": expression.item, "channel": expression.channel}
    return {key: name for key, name in about.items() if name}


def hashes(layers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The text digests by layer, in the words of the API."""
    return {name: {"alg": "text-1", "value": value} for name, value in sorted(layers.items())}
