"""The OpenAPI description: valid, and each of its paths and files is really there, no other."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator import pipeline
from generator.outputs.api.files import EXAMPLES, SCHEMAS
from generator.outputs.site import headers
from tests import demo, published


@pytest.fixture(scope="module")
def description(demo_site: Path) -> dict[str, Any]:
    return json.loads((demo_site / "api/v1/openapi.json").read_text(encoding="utf-8"))


def pattern(path: str, description: dict[str, Any]) -> re.Pattern[str]:
    """Which addresses a path means, by the schemas of its parameters."""
    known = description["components"]["parameters"]

    def one(match: re.Match[str]) -> str:
        schema = known[match[1]]["schema"]
        listed = "|".join(map(re.escape, schema.get("enum", ())))
        return f"(?:{listed or schema['pattern'].strip('^$')})"

    return re.compile("".join(
        one(m) if (m := re.fullmatch(r"\{(\w+)\}", part)) else re.escape(part)
        for part in re.split(r"(\{\w+\})", path)
    ))  # fmt: skip


def test_the_description_is_valid(description: dict[str, Any], demo_site: Path) -> None:
    """By the specification, with the schemas that it refers to."""
    where = (demo_site / "api/v1/openapi.json").as_uri()
    OpenAPIV31SpecValidator(description, base_uri=where).validate()


def test_paths_are_the_files_that_are_there(description: dict[str, Any], demo_site: Path) -> None:
    """Every file of the API has one path, and every path a file: published or of a preview."""
    preview = pipeline.run(pipeline.Settings(data=demo.RICH))
    files = {f"/{path}" for path in published.files(preview) if path.startswith("api/")}
    files |= {f"/{path.relative_to(demo_site).as_posix()}"
              for path in (demo_site / "api").rglob("*") if path.is_file()}  # fmt: skip
    patterns = {path: pattern(path, description) for path in description["paths"]}
    used = set()
    for file in files:
        meant = [path for path, compiled in patterns.items() if compiled.fullmatch(file)]
        assert len(meant) == 1, (file, meant)
        used.update(meant)
    assert used == set(patterns)


def test_parameters_list_what_there_is(description: dict[str, Any]) -> None:
    """A new schema or example is named in the description too."""
    known = description["components"]["parameters"]
    schemas = {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    assert set(known["schema"]["schema"]["enum"]) == schemas
    assert set(known["example"]["schema"]["enum"]) == {p.name for p in EXAMPLES.glob("*.txt")}


def test_answers_are_as_described(description: dict[str, Any], demo_site: Path) -> None:
    """Each file that has one address is valid by the schema that its path names."""
    assert description["servers"][0]["url"] == "../.."
    for path, item in description["paths"].items():
        if "{" in path:
            continue
        content = json.loads((demo_site / path.lstrip("/")).read_text(encoding="utf-8"))
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        if "$ref" in schema:
            named = demo_site / "api/v1" / schema["$ref"]
            validator = Draft202012Validator(json.loads(named.read_text(encoding="utf-8")))
            assert list(validator.iter_errors(content)) == []


def test_headers_are_those_that_the_host_is_told(description: dict[str, Any]) -> None:
    """CORS everywhere; only what never changes is kept for long."""
    for path, item in description["paths"].items():
        said = item["get"]["responses"]["200"]["headers"]
        sent = headers.of(path.replace("{release}", "2026-05-20"))
        for name in ("Cache-Control", "Access-Control-Allow-Origin"):
            assert said[name]["schema"]["const"] == sent[name], path
