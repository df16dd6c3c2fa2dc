"""The page that verifies a receipt in the browser: the field, the words it answers with.

`assets/javascripts/receipts.js` does the work with the verifier that shops copy as well; nothing
that is pasted leaves the browser. Without a script the page says which commands do the same.
"""

import json
from html import escape

from generator.outputs.site.labels import labels_of

_PREFIX = "receipt_"


def form(language: str, root: str) -> str:
    """The field and the place of the answers; `root` leads to the root of the site."""
    labels = labels_of(language)
    sentences = {
        key.removeprefix(_PREFIX): word for key, word in labels.items() if key.startswith(_PREFIX)
    }
    words = escape(json.dumps(sentences, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return (
        f'<div class="receipts" data-root="{root}" data-words="{words}">'
        f"<noscript><p>{escape(sentences['noscript'])}</p></noscript><div hidden>"
        f'<label for="receipt">{escape(sentences["text"])}</label>'
        '<textarea id="receipt" rows="9" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" aria-describedby="receipt-said"></textarea>'
        f'<p><button type="button" class="action">{escape(sentences["verify"])}</button></p>'
        '<p id="receipt-said" role="status"></p><div class="answers"></div></div></div>'
    )
