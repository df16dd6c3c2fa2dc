"""What developers make of our files by the tools they know: clients of the API from its one
description, in Python and in TypeScript, and the verifier as a package from npm."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline
from generator.outputs.api import openapi
from generator.outputs.api.files import SCHEMAS
from generator.receipts import verifiers
from tests import demo, from_npm, published, receipt_cases
from tests.conftest import CACHE, serve
from tests.test_receipt_examples import TEN_LINES_NODE, run

COMPILERS = ("openapi-typescript@7.13.0", "typescript@5.9.3")
OPTIONS = (
    "--strict --noEmit --skipDefaultLibCheck --target es2022 --lib es2022 --module nodenext".split()
)


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled description, as a site carries it."""
    path = tmp_path_factory.mktemp("clients") / "openapi.json"
    schemas = {file.name: file.read_text(encoding="utf-8") for file in SCHEMAS.glob("*.json")}
    path.write_bytes(openapi.bundled(schemas))
    return path


ASK = """
import importlib, json, pkgutil, sys
from pathlib import Path
import kvkk
from kvkk.api.default import current, draft, index
for module in pkgutil.walk_packages(kvkk.__path__, "kvkk."):
    importlib.import_module(module.name)
client = kvkk.Client(base_url=sys.argv[1])
site, compared = Path(sys.argv[2]), 0
assert current.sync(client=client, document="cookies", lang="tr") is None
for document in index.sync(client=client).documents:
    for text in document.texts:
        said = draft.sync(client=client, document=document.id, lang=text.lang)
        assert said.to_dict() == json.loads((site / text.json).read_text("utf-8")), text.json
        compared += 1
cookies = draft.sync(client=client, document="cookies", lang="tr").cookies
asked = draft.sync(client=client, document="consent-measurement", lang="en").consent
print(compared, len(cookies.listed), cookies.listed[-1].providers[0].countries, asked.notices)
"""


def test_a_client_in_python(description: Path, tmp_path: Path) -> None:
    """By openapi-python-client: every module is imported, every text of a site comes back whole.

    It has no name for a ZIP file, whose bytes it hands out as they are, and says so.
    """
    (tmp_path / "config.yml").write_text("post_hooks: []")  # no formatter
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none",
         "--path", str(description), "--output-path", "kvkk", "--config", "config.yml"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert made.stderr.count("WARNING") == made.stderr.count("content_type application/zip") == 1
    site = tmp_path / "site"
    outcome = pipeline.run(pipeline.Settings(data=demo.RICH, cache=CACHE, explained=False))
    for path, content in published.files(outcome).items():
        if path.startswith(("api/v1/drafts/", "api/v1/index")):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
    (tmp_path / "ask.py").write_text(ASK)
    serving = serve(site)  # until this is let go
    said = run(tmp_path, sys.executable, "ask.py", next(serving), str(site))
    assert said.split(" ", 1)[0] == str(len(outcome.texts))
    assert said.endswith(" 40 ['Hollanda'] ['notice-website-visit']\n")


USE = """
import type { components, paths } from "./api.js";
import { type Answer, VERSION, record, verify } from "kvkk-verify-receipt";
type Text = components["schemas"]["Document"];
type Index = paths["/api/v1/index.json"]["get"]["responses"]["200"]["content"]["application/json"];
export type Row = [string, string | undefined, string[] | undefined];
export const version: string = VERSION;
export const cookies = (text: Text): Row[] =>
  (text.cookies?.listed ?? []).map(({ name, item, providers }) => [name, item, providers?.[0]?.countries]);
export async function use(index: Index, text: Text, posted: string): Promise<Answer | string | undefined> {
  if (index.documents[0]?.texts[0]?.state !== "in-force") return text.consent?.purposes[0]?.purpose;
  // @ts-expect-error: no text has this key
  text.nothing;
  // @ts-expect-error: a member needs a name
  await record(posted);
  const answer = await verify(await record(posted, "4711"), index, () => null);
  // @ts-expect-error: none of the words that it may say
  if (answer.need === "ask") return undefined;
  return answer;
}
"""  # noqa: E501


def test_types_in_typescript(description: Path, tmp_path: Path) -> None:
    """By openapi-typescript, and those of the verifier, packed by npm and installed from the file
    into an empty project: tsc accepts what is right, and nothing else; Node runs ten lines."""
    modules = from_npm.needed("typescript", *COMPILERS)
    package, project = tmp_path / "kvkk", tmp_path / "project"
    package.mkdir()
    for name, content in verifiers.files().items():
        (package / name).write_text(content, encoding="utf-8")
    packed = json.loads(run(package, "npm", "pack", "--json", "--pack-destination", ".."))
    assert {file["path"] for file in packed[0]["files"]} == {
        "package.json", "verify_receipt.mjs", "verify_receipt.d.mts"
    }  # fmt: skip
    project.mkdir()
    (project / "package.json").write_text('{"private": true, "type": "module"}')
    archive = f"../{packed[0]['filename']}"
    run(project, "npm", "install", "--offline", "--no-audit", "--no-fund", archive)
    (project / "ten.mjs").write_text(TEN_LINES_NODE)
    (project / "kvkk").mkdir()
    shutil.copy(receipt_cases.VECTORS, project / "kvkk")
    assert run(project, "node", "ten.mjs").split() == [verifiers.version(), "true", "true"]
    client = modules / "openapi-typescript/bin/cli.js"
    run(project, "node", str(client), str(description), "-o", "api.d.ts")
    (project / "use.ts").write_text(USE)
    tsc = ["node", str(modules / "typescript/bin/tsc"), *OPTIONS, "use.ts", "api.d.ts"]
    done = subprocess.run(tsc, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
