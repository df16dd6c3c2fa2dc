"""The one way to fill a template; every failure in it is a problem at a line of a template.

A template has the names of `documents.context`, the filters of `filters` and of `_FILTERS`, the
tests of `_TESTS`, the tags of `tags`, and these globals, no others:

- `label("key")`, a fixed word of `documents/labels/`; `language`, the code;
- `not_stated()`, what stands where a fact is owed, marked as a doubt;
- `article("kvkk", "11")`, an article of the statute book; one that it does not list is refused.
"""

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from generator.errors import Problem, TemplateError
from generator.languages import Labels, Language
from generator.message import Message, say
from generator.provenance import Origin, Stated
from generator.rendering import filters
from generator.rendering.budget import Endless
from generator.rendering.compiled import Compiled
from generator.rendering.fragments import RenderedLayer, layers
from generator.rendering.markers import Recorder, Unprintable
from generator.rendering.places import file_of
from generator.rendering.sandbox import Loader, Sandbox, nearest
from generator.rendering.tags import Tags, Wording
from generator.rendering.tracing import Trace

_FILTERS = ("length", "selectattr", "rejectattr", "list", "first", "last", "sort", "map")
_BRACES = say("Put {{ … }} and {% … %} back as they stood, or delete them with what is inside.")
_TESTS = ("defined", "equalto", "eq", "in", "none", "sameas", "true", "false", "string")


class Renderer:
    """Fills the templates of one language; `labels` are the words that they may print by name."""

    def __init__(
        self,
        roots: Sequence[Path],
        language: Language,
        *,
        labels: Labels | None = None,
        globals: Mapping[str, Any] | None = None,
        bytecode_cache: Path | None = None,
        trace: Trace | None = None,
    ) -> None:
        self._trace = trace
        self._language = language
        self._labels = labels or {}
        self._recorder = Recorder(language.code)
        self._loader = Loader([str(root) for root in roots])
        self._environment = Sandbox(
            self._recorder,
            loader=self._loader,
            finalize=self._finalize(),
            extensions=[Tags],
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=None if trace and trace.of_templates else Compiled(bytecode_cache),
        )
        self._environment.trace = trace
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
        if key not in self._labels:
            raise Unprintable(
                say("there is no label “{key}”.", key=key), nearest(key, list(self._labels))
            )
        return Stated(self._labels[key])

    def _not_stated(self) -> Stated:
        """What stands where the controller owes a fact; a doubt like any other."""
        return Stated(self._language.not_stated, unconfirmed=True)

    def render(
        self,
        template: str,
        context: Mapping[str, object],
        wordings: Sequence[Wording] = (),
    ) -> tuple[RenderedLayer, ...]:
        """The layers of `template` filled from `context`; raises TemplateError.

        `wordings` are templates that take the place of a clause or follow one.
        """
        self._environment.wordings = wordings
        self._environment.budget.begin()
        try:
            loaded = self._environment.get_template(template)
            output = loaded.render(context)
        except TemplateError:
            raise
        except Exception as error:
            raise TemplateError(self._explain(error, template, context)) from None
        file = file_of(template, loaded.filename)
        return layers(output, self._recorder.printed, file, self._trace)

    def _explain(self, error: Exception, template: str, context: Mapping[str, object]) -> Problem:
        """Any failure inside a template as a problem at its line."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            file = file_of(error.name or template, error.filename)
            said = error.message or ""
            if not isinstance(said, Message):
                said = say(
                    "what stands in braces cannot be read here ({why}).", why=said.rstrip(".")
                )
            return Problem(Origin(file, error.lineno), said, _BRACES)
        place = self._place(error, template)
        if isinstance(error, jinja2.TemplateNotFound):
            return Problem(place, say("the template “{name}” is missing.", name=error.name))
        if isinstance(error, Unprintable | Endless):
            return Problem(place, error.message, error.hint)
        if isinstance(error, SecurityError):
            return Problem(place, say("this is closed to templates."), str(error))
        if isinstance(error, RecursionError):
            return Problem(place, say("a macro or an included template calls itself without end."))
        first = error.args[0] if error.args else ""
        reason: str = first if isinstance(first, str) else str(error)
        unknown = re.match(r"“(\w+)” is not known here", reason)
        known = [*context, *self._environment.globals]
        hint = nearest(unknown.group(1), known) if unknown else ""
        return Problem(place, reason or type(error).__name__, hint)

    def _place(self, error: Exception, template: str) -> Origin:
        """The innermost line of a template in the traceback (Jinja maps the lines back)."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self._loader.files:
                return Origin(self._loader.files[frame.filename], frame.lineno or 1)
        return Origin(template)
