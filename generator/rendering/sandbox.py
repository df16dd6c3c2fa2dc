"""The sandbox of the templates: what an expression may reach.

A fact keeps its origin only as long as nobody builds new text out of old. So a template neither
joins nor cuts nor calculates, a text has no attributes and no letters, and of the data nothing
can be called.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.rendering.markers import Recorder
from generator.rendering.places import file_of
from generator.rendering.tags import Wording
from generator.rendering.tracing import Trace

_HIDDEN = frozenset(
    "origin origins places unconfirmed internal by_language at format format_map join".split()
)


class _Compiler(CodeGenerator):
    """Refuses what would part a fact from its origin; the environment computes nothing before."""

    def _refuse_building(self, node: nodes.Node, *_: Any) -> None:
        self._refuse(node, "a template does not join, cut or calculate (~ + - * / % [a:b])")

    visit_Concat = visit_Slice = _refuse_building  # type: ignore[assignment]  # noqa: N815
    visit_Add = visit_Sub = visit_Mul = _refuse_building  # noqa: N815
    visit_Div = visit_FloorDiv = visit_Mod = visit_Pow = _refuse_building  # noqa: N815

    def visit_ScopedEvalContextModifier(self, node: nodes.Node, *_: Any) -> None:  # noqa: N802
        self._refuse(node, "“autoescape” is not for templates")

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: Any) -> None:
        """What `Recorder.print` gives is markup, always: there is nothing left to escape."""
        self.write(finalize.src)

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")

    def _refuse(self, node: nodes.Node, message: str) -> None:
        raise TemplateSyntaxError(message, node.lineno, self.name, self.filename)


# As one tuple: isinstance is asked for each call of a macro.
_CALLABLE = (Macro, BlockReference, LoopContext, jinja2.Undefined)


class Missing(jinja2.StrictUndefined):
    """A name that is not there; says so, for attributes with the nearest that is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is jinja2.utils.missing:
            return f"“{name}” is not known here."
        names = map(str, owner) if isinstance(owner, Mapping) else dir(owner)
        known = [other for other in names if other[:1] != "_" and other not in _HIDDEN]
        return f"there is no “{name}” here. {nearest(name, known)}".strip()


def nearest(name: str, known: list[str]) -> str:
    """`Did you mean “…”?`, or nothing when no known name is near."""
    near = difflib.get_close_matches(name, known, 1)
    return f"Did you mean “{near[0]}”?" if near else ""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that also hides where facts come from and all that builds text by itself."""

    code_generator_class = _Compiler

    def __init__(self, recorder: Recorder, **options: Any) -> None:
        super().__init__(undefined=Missing, autoescape=True, optimized=False, **options)
        self.recorder = recorder
        self.wordings: Sequence[Wording] = ()
        self.open_layer = ""
        self.trace: Trace | None = None
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Asked thousands of times a text, so each answer is kept by type and name."""
        key = (type(obj), attr)
        if key not in self._known:
            closed = attr in _HIDDEN or attr.startswith("_") or isinstance(obj, str)
            self._known[key] = not closed and super().is_safe_attribute(obj, attr, value)
        return self._known[key]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja does; an attribute that was open before is given without asking again."""
        if self._known.get((type(obj), attribute)):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As Jinja does, but the letters of a text cannot be taken out of it."""
        if isinstance(obj, str):
            return self.unsafe_undefined(obj, str(argument))
        return super().getitem(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, our globals and tags, `loop`, and the views of a mapping."""
        if isinstance(obj, _CALLABLE):
            return True
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, LoopContext | Extension | Mapping):
            return True
        return any(obj is known for known in self.globals.values())


class Loader(jinja2.FileSystemLoader):
    """Reads templates and remembers which files it read."""

    def __init__(self, roots: list[str]) -> None:
        super().__init__(roots)
        self.files: dict[str, str] = {}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja does."""
        source, path, fresh = super().get_source(environment, template)
        source = source.removeprefix("\ufeff")  # editors write it, and nobody sees it
        self.files[path] = file_of(template, path)
        return source, path, fresh
