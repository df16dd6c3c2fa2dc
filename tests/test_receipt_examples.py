"""What a shop installs or copies beside the verifiers: packages, and the loop in four languages."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.outputs.api.files import EXAMPLES
from generator.receipts import verifiers
from tests import receipt_cases
from tests.conftest import serve

EXAMPLE_HOST = "https://aydinlatma.example/"
VECTORS = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
INCOMPLETE = '{"format":1,"type":"consent","event":"withdrawn","item":"newsletter"}'


def needs(program: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        shutil.which(program) is None, reason=f"no {program} (apt: {package})"
    )


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Warning" not in done.stdout
    return done.stdout


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The published folder, as somebody downloads it."""
    folder = tmp_path / "kvkk"
    folder.mkdir()
    for name, content in verifiers.files().items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The notice host of the examples; its texts are in force for ever."""
    folder = tmp_path_factory.mktemp("site")
    held = {"from": "2020-01-01", "until": None, "release": "2026-07-01"}
    index = VECTORS["index"] | {"inForce": [held]}
    for name, content in {"api/v1/index.json": index, **VECTORS["texts"]}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    for address in serve(folder):
        yield f"{address}/"


def form() -> dict[str, Any]:
    """What a browser posts: a notice that was shown, a withdrawal without a host, other fields."""
    receipt = json.loads(VECTORS["cases"][0]["text"])
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    shown = json.dumps({**receipt, "shown": now, "time": now})
    return {"notice": shown, "consent_newsletter": INCOMPLETE, "approval_sms": "", "name": "x"}


def check(kept: list[Any], stopped: list[Any], logged: str, posted: dict[str, Any]) -> None:
    """The notice is proof, the withdrawal counts, is kept and is in the log; nothing else is."""
    assert stopped == [["4711", "consent_newsletter"]]
    records = [json.loads(record) for _, record, _ in kept]
    assert [member for member, _, _ in kept] == ["4711", "4711"]
    assert [record["receipt"] for record in records] == [
        json.loads(posted["notice"]), json.loads(INCOMPLETE)
    ]  # fmt: skip
    assert [answer["ok"] for _, _, answer in kept] == [True, False]
    assert "kvkk consent_newsletter" in logged
    assert "malformed:receipt.hash" in logged
    assert "kvkk notice" not in logged


def test_every_verifier_has_the_same_version(package: Path) -> None:
    """In its own words, and in the two packages."""
    found = {
        name: re.findall(r"VERSION = [\"']([^\"']+)", (package / name).read_text(encoding="utf-8"))
        for name in ("verify_receipt.py", "verify_receipt.mjs", "verify_receipt.php.txt")
    }
    assert list(found.values()) == [[verifiers.version()]] * 3
    for name in ("package.json", "composer.json"):
        assert json.loads((package / name).read_text())["version"] == verifiers.version()
    assert re.fullmatch(r"\d+\.\d+\.\d+", verifiers.version())


def test_the_types_name_what_the_module_exports() -> None:
    """No function without a type, no type without a function; the codes of `need` too."""
    module = (verifiers.HERE / "verify_receipt.mjs").read_text(encoding="utf-8")
    types = (verifiers.HERE / "verify_receipt.d.mts").read_text(encoding="utf-8")
    typed = set(re.findall(r"export (?:function|const) (\w+)", types))
    assert typed <= set(re.findall(r"export (?:async )?(?:function|const) (\w+)", module))
    assert {"verify", "record", "withdraws", "mangled", "VERSION"} == typed
    needs_of = {case["need"] for case in VECTORS["cases"]} - {None}
    assert all(f'"{need}"' in types for need in needs_of)


TEN_LINES_NODE = """
import { readFileSync } from "node:fs";
import { VERSION, record, verify } from "kvkk-verify-receipt";
const v = JSON.parse(readFileSync("kvkk/vectors.json"));
const now = new Date(v.now);
const answers = [];
for (const { text } of v.cases) answers.push(await verify(text, v.index, (p) => v.texts[p], now));
const right = v.cases.every((c, i) => `${answers[i].problems}` === `${c.problems}`);
console.log(VERSION, right, (await record(v.cases[0].text, "4711")).length > 100);
"""


@needs("npm", "npm")
def test_npm_installs_the_folder(package: Path) -> None:
    """Into an empty project, without a registry; used in ten lines by Node alone."""
    project = package.parent
    (project / "package.json").write_text('{"private": true, "type": "module"}')
    run(project, "npm", "install", "--offline", "--no-audit", "--no-fund", "./kvkk")
    (project / "ten.mjs").write_text(TEN_LINES_NODE)
    assert run(project, "node", "ten.mjs").split() == [verifiers.version(), "true", "true"]


TEN_LINES_PHP = """<?php
require 'vendor/autoload.php';
$v = json_decode(file_get_contents('kvkk/vectors.json'), true);
$now = new DateTimeImmutable($v['now']);
$right = true;
foreach ($v['cases'] as $case) {
    $answer = kvkk_verify_receipt($case['text'], $v['index'], fn ($path) => $v['texts'][$path] ?? null, $now);
    $right = $right && $answer['problems'] === $case['problems'];
}
echo KVKK_VERSION, ' ', json_encode($right);
"""  # noqa: E501


@needs("composer", "composer")
def test_composer_installs_the_folder(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into an empty project, without a registry; used in ten lines."""
    project = package.parent
    monkeypatch.setenv("COMPOSER_ALLOW_SUPERUSER", "1")
    monkeypatch.setenv("COMPOSER_HOME", str(project / "home"))
    monkeypatch.setenv("COMPOSER_DISABLE_NETWORK", "1")
    name = json.loads((package / "composer.json").read_text())["name"]
    local = {"type": "path", "url": "kvkk", "options": {"symlink": False}}
    wanted = {"repositories": [local, {"packagist.org": False}], "require": {name: "*"}}
    (project / "composer.json").write_text(json.dumps(wanted))
    run(project, "composer", "install", "--no-interaction", "--quiet")
    (project / "ten.php").write_text(TEN_LINES_PHP)
    assert run(project, "php", "ten.php").split() == [verifiers.version(), "true"]


def example(name: str, site: str) -> str:
    """The lines to copy, with the address of a notice host in the place of the example's."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8")
    assert lines.count(EXAMPLE_HOST) == 1
    return lines.replace(EXAMPLE_HOST, site)


@pytest.mark.parametrize("reached", [True, False])
def test_the_loop_in_python(
    package: Path, site: str, reached: bool, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.syspath_prepend(package)
    file = package / "keep_receipts.py"
    file.write_text(example("keep_receipts.py.txt", site if reached else "http://127.0.0.1:1/"))
    spec = importlib.util.spec_from_file_location("keep_receipts", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop("verify_receipt", None)
    kept: list[Any] = []
    stopped: list[Any] = []
    posted = form()
    module.keep_receipts(
        "4711", posted.items(), lambda *a: stopped.append(list(a)), lambda *a: kept.append(a)
    )
    if reached:
        check(kept, stopped, caplog.text, posted)
    else:
        assert kept[0][2]["problems"] == ["text-unknown"]
        assert stopped == [["4711", "consent_newsletter"]]


CALL_NODE = """
import { keepReceipts } from "./keep_receipts.mjs";
const [kept, stopped, logged] = [[], [], []];
console.warn = (...said) => logged.push(said.join(" "));
const form = JSON.parse(process.argv[2]);
await keepReceipts("4711", form, (...a) => stopped.push(a), (...a) => kept.push(a));
console.log(JSON.stringify([kept, stopped, logged.join("\\n")]));
"""


@needs("node", "nodejs")
@pytest.mark.parametrize("reached", [True, False])
def test_the_loop_in_node(package: Path, site: str, reached: bool) -> None:
    lines = example("keep_receipts.mjs.txt", site if reached else "http://127.0.0.1:1/")
    (package / "keep_receipts.mjs").write_text(lines)
    (package / "call.mjs").write_text(CALL_NODE)
    posted = form()
    kept, stopped, logged = json.loads(run(package, "node", "call.mjs", json.dumps(posted)))
    if reached:
        check(kept, stopped, logged, posted)
    else:
        assert kept[0][2]["problems"] == ["text-unknown"]
        assert stopped == [["4711", "consent_newsletter"]]


WORDPRESS = """<?php
// What the plugin asks of WordPress, as WordPress does it: slashes in $_POST first of all.
define('ABSPATH', __DIR__);
ini_set('error_log', 'kvkk.log');
$hooks = $done = [];
$_POST = array_map('addslashes', json_decode(file_get_contents('form.json'), true));
function wp_unslash($value) { return array_map('stripslashes', $value); }
function add_action($name, $call) { $GLOBALS['hooks'][$name] = $call; }
function add_shortcode($name, $call) { $GLOBALS['hooks']["[$name]"] = $call; }
function register_activation_hook($file, $call) { $GLOBALS['hooks']['activate'] = $call; }
function do_action($name, ...$with) { $GLOBALS['done'][] = $with; }
function wp_next_scheduled($name) { return false; }
function wp_schedule_event(...$with) { return true; }
function wp_json_encode($value) { return json_encode($value); }
function wp_check_invalid_utf8($text, $strip) { return $text; }
function esc_attr($value) { return htmlspecialchars($value, ENT_QUOTES); }
function wp_get_script_tag($given) { return "<script type=\\"{$given['type']}\\" src=\\"{$given['src']}\\"></script>"; }
function wp_remote_get($address) { return @file_get_contents($address); }
function wp_remote_retrieve_response_code($answer) { return $answer === false ? '' : 200; }
function wp_remote_retrieve_body($answer) { return $answer; }
class Wpdb {
    public $prefix = 'wp_';
    public $rows = [];
    function get_charset_collate() { return ''; }
    function query($sql) { return str_starts_with($sql, 'CREATE TABLE IF NOT EXISTS wp_kvkk'); }
    function replace($table, $row) { $this->rows["{$row['member']} {$row['id']}"] = $row; return 1; }
    function get_results($sql) { return array_map(fn ($row) => (object) $row, array_values($this->rows)); }
}
$wpdb = new Wpdb();
require 'kvkk.php';
$hooks['activate']();
$hooks['user_register']('4711');
$hooks['kvkk_again']();
$rows = array_map(fn ($row) => [$row['member'], $row['record'], json_decode($row['answer'])], array_values($wpdb->rows));
$shown = array_map($hooks['[kvkk]'], [['notice' => 'a-b'], ['consent' => 'kids-club', 'lang' => 'en'], ['approval' => '"><b'], ['head' => 'a-b']]);
echo json_encode([$rows, $done, $shown]);
"""  # noqa: E501


@needs("php", "php-cli")
@pytest.mark.parametrize("reached", [True, False])
def test_the_plugin_of_wordpress(package: Path, site: str, reached: bool) -> None:
    """At most sixty lines; takes the slashes away, keeps every receipt once, hears a withdrawal."""
    lines = example("wordpress_plugin.php.txt", site if reached else "http://127.0.0.1:1/")
    assert lines.count("\n") <= 60
    (package / "kvkk.php").write_text(lines)
    (package / "verify_receipt.php.txt").rename(package / "verify_receipt.php")
    (package / "wordpress.php").write_text(WORDPRESS)
    posted = form()
    (package / "form.json").write_text(json.dumps(posted))
    rows, done, shown = json.loads(run(package, "php", "wordpress.php"))
    assert shown[0].endswith(
        '<kvkk-notice document="a-b" lang="tr" name="notice" surface="website">'
        f'<a slot="page" href="{site if reached else "http://127.0.0.1:1/"}">KVKK</a></kvkk-notice>'
    )
    assert '<kvkk-consent item="kids-club" lang="en" name="consent_kids_club"' in shown[1]
    assert "<b" not in shown[2]
    assert shown[3].endswith('<kvkk-head document="a-b" lang="tr"></kvkk-head>')
    if reached:
        logged = (package / "kvkk.log").read_text(encoding="utf-8")
        check(rows, done, logged, posted)
    else:
        assert rows[0][2]["problems"] == ["text-unknown"]
        assert done == [["4711", "consent_newsletter"]]
