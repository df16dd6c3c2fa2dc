"""The OpenAPI description as one file: generators of clients follow no reference to another file.

The schemas beside it stay the ones that validators load; here each is a component, and what a
schema defines for itself becomes a component that has its name in front.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SUFFIX = ".schema.json"
_DESCRIPTION = Path(__file__).parent / "openapi.json"
_FILE = re.compile(r"(?:schemas/)?([a-z]+)\.schema\.json")
_OWN = re.compile(r"#/\$defs/([a-z]+)")


def bundled(schemas: Mapping[str, str]) -> bytes:
    """The description with the schemas (JSON by file name) in it, as JSON."""
    description = json.loads(_DESCRIPTION.read_text(encoding="utf-8"))
    components: dict[str, Any] = {}
    for file, content in schemas.items():
        name = file.removesuffix(SUFFIX).capitalize()
        schema = json.loads(content)
        del schema["$schema"]
        # A class of a client is called by the title.
        about = f"{schema['title']}. {schema.get('description', '')}".strip()
        schema |= {"title": name, "description": about}
        for own, definition in schema.pop("$defs", {}).items():
            components[name + own.capitalize()] = definition
        components[name] = _inside(schema, name)
    description = _inside(description, "")
    description["components"]["schemas"] = components
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def _inside(value: Any, owner: str) -> Any:
    """The same with every reference leading to a component; `owner` is the schema it stands in."""
    if isinstance(value, list):
        return [_inside(inner, owner) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _component(inner, owner) if key == "$ref" else _inside(inner, owner)
        for key, inner in value.items()
    }


def _component(target: str, owner: str) -> str:
    if file := _FILE.fullmatch(target):
        return f"#/components/schemas/{file[1].capitalize()}"
    if own := _OWN.fullmatch(target):
        return f"#/components/schemas/{owner}{own[1].capitalize()}"
    return target
