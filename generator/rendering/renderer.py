"""The environment of the templates and the one way to fill one.

Sandboxed, strict, with automatic escaping, and with no filter, test or global but those listed
in ARCHITECTURE.md; the literal text of a template may hold no digit.
"""

import difflib
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.errors import Problem, TemplateError
from generator.languages import Language
from generator.provenance import Origin, Stated
from generator.rendering import filters
from generator.rendering.fragments import RenderedLayer, layers
from generator.rendering.markers import CLOSE, OPEN, Recorder, Unprintable
from generator.rendering.tags import Tags

_FILTERS = ("length", "selectattr", "rejectattr", "list", "first", "last", "sort", "map", "batch")
_TESTS = ("defined", "equalto", "eq", "in", "none", "sameas", "true", "false", "string")
_HIDDEN = {
    "origin",
    "origins",
    "places",
    "unconfirmed",
    "internal",
    "at",
    "format",
    "format_map",
    "join",
}
_TAG = re.compile(r"<[^<>]*>")
FOLDER = "generator/documents"


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that also hides where facts come from and whatever builds text by itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Asked thousands of times a text, so each answer is kept by type and name."""
        key = (type(obj), attr)
        if key not in self._known:
            safe = super().is_safe_attribute(obj, attr, value)
            self._known[key] = attr not in _HIDDEN and safe
        return self._known[key]


class _Loader(jinja2.FileSystemLoader):
    """Reads templates and refuses digits in their literal text."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        problems = list(_digits(environment, source, template))
        if problems:
            raise TemplateError(problems)
        return source, filename, fresh


def _digits(environment: jinja2.Environment, source: str, template: str) -> Iterator[Problem]:
    """Bare numbers and dates in the words of a template; its markup may hold some (`<h2>`)."""
    blanked = _TAG.sub(lambda m: re.sub(r"[^\n{}%#]", " ", m.group()), source)
    for line, kind, value in environment.lex(blanked):
        if kind != "data":
            continue
        for match in re.finditer(rf"\d|{OPEN}|{CLOSE}", value):
            yield Problem(
                Origin(f"{FOLDER}/{template}", line + value.count("\n", 0, match.start())),
                f"the digit “{match.group()}” is typed into the text.",
                "Print a fact, or take the number from the statute book.",
            )


class Renderer:
    """Fills the templates of one language."""

    def __init__(
        self,
        roots: Sequence[Path],
        language: Language,
        *,
        globals: Mapping[str, Any] | None = None,
        bytecode_cache: Path | None = None,
    ) -> None:
        self._language = language
        self._recorder = Recorder(language.code)
        cache = None
        if bytecode_cache is not None:
            bytecode_cache.mkdir(parents=True, exist_ok=True)
            cache = jinja2.FileSystemBytecodeCache(str(bytecode_cache))
        self._environment = _Environment(
            loader=_Loader([str(root) for root in roots]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=self._finalize(),
            extensions=[Tags],
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=cache,
        )
        self._restrict()
        self._environment.globals = {
            **(globals or {}),
            "label": self._label,
            "not_stated": self._not_stated,
            "language": language.code,
        }

    def _finalize(self) -> Callable[[Any, Any], Markup]:
        """With the context as argument: Jinja would else pass constants by, escaped already."""

        @jinja2.pass_eval_context
        def finalize(_: Any, value: Any) -> Markup:
            return self._recorder.print(value)

        return finalize

    def _restrict(self) -> None:
        environment = self._environment
        known = {name: environment.filters[name] for name in _FILTERS}
        environment.filters = {**known, **filters.filters(self._language)}
        environment.tests = {name: environment.tests[name] for name in _TESTS}

    def _label(self, key: str) -> Stated:
        """A fixed label of the language; it belongs to no fact."""
        return Stated(self._language.labels[key])

    def _not_stated(self) -> Stated:
        """What stands where the controller owes a fact; a doubt like any other."""
        return Stated(self._language.labels["not_stated"], unconfirmed=True)

    def render(self, template: str, context: Mapping[str, object]) -> tuple[RenderedLayer, ...]:
        """The layers of `template` filled from `context`; raises TemplateError."""
        self._recorder.printed = []
        try:
            output = self._environment.get_template(template).render(context)
        except TemplateError:
            raise
        except jinja2.TemplateSyntaxError as error:
            place = Origin(f"{FOLDER}/{error.name or template}", error.lineno)
            raise TemplateError(Problem(place, f"{error.message}.")) from None
        except jinja2.TemplateNotFound as error:
            raise TemplateError(
                Problem(Origin(f"{FOLDER}/{error.name}"), "this template is missing.")
            ) from None
        except Exception as error:
            raise TemplateError(self._explain(error, template, context)) from error
        return layers(output, self._recorder.printed, f"{FOLDER}/{template}")

    def _explain(self, error: Exception, template: str, context: Mapping[str, object]) -> Problem:
        """Any failure inside a template as a problem at its line."""
        place = _place(error, template)
        if isinstance(error, Unprintable):
            return Problem(place, error.message, error.hint)
        if isinstance(error, SecurityError):
            return Problem(place, "this attribute is closed to templates.", str(error))
        if isinstance(error, jinja2.UndefinedError):
            name = re.match(r"'(\w+)' is undefined", str(error))
            near = difflib.get_close_matches(name.group(1), list(context), 1) if name else []
            return Problem(place, f"{error}.", f"Did you mean “{near[0]}”?" if near else "")
        return Problem(place, f"{error}".strip("'\"") or type(error).__name__)


def _place(error: Exception, template: str) -> Origin:
    """The innermost line of a template in the traceback (Jinja maps the lines back)."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        path = Path(frame.filename)
        if path.suffix == ".jinja":
            return Origin(f"{FOLDER}/{path.parent.name}/{path.name}", frame.lineno or 1)
    return Origin(f"{FOLDER}/{template}")
