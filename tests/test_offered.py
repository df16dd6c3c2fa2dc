"""Which consents the banner for cookies may ask for, as the API and `texts.json` say it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from tests import demo, published
from tests.conftest import CACHE
from tests.shop import tracked


def replaced(name: str, before: str, after: str) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        words = (data / name).read_text(encoding="utf-8")
        assert before in words
        (data / name).write_text(words.replace(before, after, 1), encoding="utf-8")

    return change


MECHANISM = "countries: [NL]\n  abroad: yes\n  mechanism: standard-contract\n  regular: yes\n"
CHANGES = {
    "as they are": (lambda _: None, ["measurement", "ads"]),
    "a profile from orders as well": (
        replaced(
            "processing/website.yml",
            "gösterilmesi, en: Showing personalised advertisements}\n    data: [marketing.cookies]",
            "gösterilmesi, en: Showing personalised advertisements}\n"
            "    data: [marketing.cookies, identity.name]",
        ),
        ["measurement"],
    ),
    "a provider abroad without a ground": (
        replaced("recipients.yml", MECHANISM, "countries: [NL]\n  abroad: yes\n"),
        [],
    ),
    "a ground that says there is none": (
        replaced("recipients.yml", MECHANISM, MECHANISM.replace("standard-contract", "not-stated")),
        [],
    ),
    "a consent that no cookie waits for": (
        replaced("cookies.yml", "    consent: ads\n", ""),
        ["measurement"],
    ),
    "a consent that is not asked for": (
        replaced("consents.yml", "ads:\n", "ads:\n  offered: no\n"),
        ["measurement"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_cookies_carry_and_may_go_is_offered(name: str, tmp_path: Path) -> None:
    """Not offered, its gate stays shut: nobody can open it."""
    change, offered = CHANGES[name]
    data = tmp_path / "data"
    shutil.copytree(demo.RICH, data)
    tracked.add(data)
    change(data)
    for path in (data / "documents").glob("*.yml"):
        if not path.stem.startswith(("cookies", "consent-", "notice-website", "policy", "appl")):
            path.unlink()
    (data / "mails.yml").unlink(missing_ok=True)
    settings = pipeline.Settings(data=data, as_of=demo.TODAY, cache=CACHE, explained=False)
    files = published.files(pipeline.run(settings))
    text = json.loads(files["api/v1/drafts/cookies.tr.json"])
    assert text["cookies"]["offered"] == offered
    texts = json.loads(files["embed/v1/texts.json"])
    assert texts["cookies"] == {"document": "cookies", "items": offered}
    assert {row.get("item") for row in text["cookies"]["listed"]} >= set(offered)
