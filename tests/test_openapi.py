"""The OpenAPI description: valid, and each of its paths and files is really there, no other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

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


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    """By the specification; nothing outside it is read."""
    OpenAPIV31SpecValidator(description).validate()


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(target := value.get("$ref"), str):
            yield target
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from references(inner)


def test_one_file_is_enough(description: dict[str, Any], demo_site: Path) -> None:
    """Generators of clients follow no reference to another file: every schema is inside, says what
    the one beside it says, and gives its class a short name."""
    targets = set(references(description))
    assert len(targets) > 10
    for target in targets:
        assert target.startswith("#/components/")
        place: Any = description
        for key in target.removeprefix("#/").split("/"):
            place = place[key]
    known = description["components"]["schemas"]
    for path in sorted((demo_site / "api/v1/schemas").glob("*.json")):
        name = path.name.removesuffix(".schema.json").capitalize()
        beside = json.loads(path.read_text(encoding="utf-8"))
        assert known[name]["title"] == name
        assert known[name]["required"] == beside["required"]
        assert set(known[name]["properties"]) == set(beside["properties"])


def test_paths_are_the_files_that_are_there(description: dict[str, Any], demo_site: Path) -> None:
    """Every file of the API has one path, and every path a file: published or of a preview."""
    preview = published.outcome(demo.RICH)
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


def test_examples_name_the_site(demo_site: Path) -> None:
    """A copy runs as it is; where no address is known an example stands."""
    named = list((demo_site / "api/v1/examples").glob("*.txt"))
    assert all("aydinlatma.example" not in path.read_text("utf-8") for path in named)
    assert sum(demo.ADDRESS in path.read_text("utf-8") for path in named) == 4


def test_answers_are_as_described(description: dict[str, Any], demo_site: Path) -> None:
    """Each file that has one address is valid by the schema that its path names."""
    assert description["servers"][0]["url"] == "../.."
    for path, item in description["paths"].items():
        if "{" in path:
            continue
        content = json.loads((demo_site / path.lstrip("/")).read_text(encoding="utf-8"))
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        if "$ref" in schema:
            whole = {**schema, "components": description["components"]}
            validator = Draft202012Validator(whole)
            assert list(validator.iter_errors(content)) == []


def test_headers_are_those_that_the_host_is_told(description: dict[str, Any]) -> None:
    """CORS everywhere; only what never changes is kept for long."""
    for path, item in description["paths"].items():
        said = item["get"]["responses"]["200"]["headers"]
        sent = headers.of(path.replace("{release}", "2026-05-20"))
        for name in ("Cache-Control", "Access-Control-Allow-Origin"):
            assert said[name]["schema"]["const"] == sent[name], path
