"""A template that would run for ever ends with a message and its line."""

import time
from pathlib import Path

import pytest

from generator.errors import TemplateError
from generator.rendering.budget import MOST_STEPS, Budget, Endless
from tests.test_rendering import fact, render

MANY = [fact("x")] * 60


def nested(depth: int, body: str = "{{ x }}") -> str:
    return "{% for a in many %}" * depth + body + "{% endfor %}" * depth


def doubled(depth: int) -> str:
    macros = "".join(
        f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}"
        for n in range(1, depth)
    )
    return f"{{% macro m0() %}}{{{{ x }}}}{{% endmacro %}}{macros}{{{{ m{depth - 1}() }}}}"


def set_again(depth: int) -> str:
    words = "".join(
        f"{{% set s{n} %}}{{{{ s{n - 1} }}}}{{{{ s{n - 1} }}}}{{% endset %}}"
        for n in range(1, depth)
    )
    return f"{{% set s0 %}}<b>{'kelime ' * 50}</b>{{% endset %}}{words}{{{{ s{depth - 1} }}}}"


def compared(depth: int) -> str:
    lists = "".join(
        f"{{% set {name}{n} = [{name}{n - 1}, {name}{n - 1}] %}}"
        for name in "ac"
        for n in range(1, depth)
    )
    first = "{% set a0 = [many, many] %}{% set c0 = [many, many] %}"
    return f"{first}{lists}{{% if a{depth - 1} == c{depth - 1} %}}{{{{ x }}}}{{% endif %}}"


ENDLESS = {
    "loops inside loops": nested(7),
    "macros that call twice": doubled(60),
    "words set again and again": set_again(60),
    "lists of lists compared": compared(60),
    "a loop over itself": "{% for a in many recursive %}{{ loop(many) }}{% endfor %}",
    "a list as long as a file": f"{{% set a = [{'x, ' * 600}] %}}{{{{ x }}}}",
    "batches of a thousand million": "{{ many|batch(1000000000, x)|first|first }}",
    "loops that print nothing": nested(7, "{% if x %}{% endif %}"),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("what", ENDLESS)
def test_it_ends_with_a_message(what: str, tmp_path: Path) -> None:
    """Whatever is repeated."""
    with pytest.raises(TemplateError) as caught:
        render(tmp_path, ENDLESS[what], {"many": MANY, "x": fact("x")})
    (problem,) = caught.value.problems
    assert problem.message
    assert "Traceback" not in str(problem)


def test_an_ordinary_loop_goes_on(tmp_path: Path) -> None:
    """A thousand rows with a loop in each, as a long policy has them."""
    body = "{% for a in rows %}{% for b in many %}{{ x }}{% endfor %}{% endfor %}"
    assert render(tmp_path, body, {"many": MANY, "rows": [MANY] * 300, "x": fact("x")})


def test_steps_are_counted_and_time_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget()
    budget.spend(MOST_STEPS)
    with pytest.raises(Endless):
        budget.spend(2000)
    budget.begin()
    budget.spend(2000)
    monkeypatch.setattr(time, "thread_time", lambda: 1e9)
    with pytest.raises(Endless):
        budget.spend(2000)
