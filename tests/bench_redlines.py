"""A thousand random edits of frozen texts, of every type and in both languages: whether each
redline gives both texts back, byte for byte as `text-1` counts lines, and how long one takes.
"""

import random
import statistics
import time
from collections.abc import Callable

from generator import pipeline
from generator.comparison import redline
from generator.expression import from_json, to_json
from tests.edited import by_line, edited, wrong
from tests.test_ids import RICH

EDITED = 1000


def measure(row: Callable[[str, list[float], list[float]], str]) -> bool:
    """All of them exact, merged and not shown line by line, half of them in 50 ms of work."""
    composed = pipeline.run(pipeline.Settings(data=RICH)).texts
    texts = [from_json(to_json(text)) for text in composed if text.layers]
    kinds = sorted({(text.type, text.language) for text in texts})
    chance, times, faults, lines = random.Random("redlines"), list[float](), list[str](), 0
    for number in range(EDITED):
        kind = kinds[number % len(kinds)]
        text = chance.choice([t for t in texts if (t.type, t.language) == kind])
        before = edited(text, chance) if chance.random() < 0.3 else text
        after = edited(before, chance)
        started = time.process_time()
        made = redline(before, after)
        times.append(time.process_time() - started)
        faults += [f"edit {number}: {one}" for one in wrong(made, before, after)]
        lines += by_line(made)
    print(row(f"redlines: {EDITED} edits", times, times))
    print(f"redlines: {len(kinds)} kinds of texts, {len(faults)} not exact, {lines} line by line")
    for fault in faults:
        print(f"redlines: {fault}")
    return not faults and not lines and statistics.median(times) <= 0.05
