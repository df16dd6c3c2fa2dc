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
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.message import say
from generator.rendering.budget import Budget
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
        self._refuse(node, say("a template does not join, cut or calculate (~ + - * / % [a:b])"))

    visit_Concat = visit_Slice = _refuse_building  # type: ignore[assignment]  # noqa: N815
    visit_Add = visit_Sub = visit_Mul = _refuse_building  # noqa: N815
    visit_Div = visit_FloorDiv = visit_Mod = visit_Pow = _refuse_building  # noqa: N815

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """Of a template's own lists the size is looked at."""
        self.write("environment.budget.literal(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """The same, where it is not names that are given values."""
        self.write("environment.budget.literal(" if node.ctx == "load" else "")
        super().visit_Tuple(node, frame)
        self.write(")" if node.ctx == "load" else "")

    def visit_ScopedEvalContextModifier(self, node: nodes.Node, *_: Any) -> None:  # noqa: N802
        self._refuse(node, say("“autoescape” is not for templates"))

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
            return say("“{key}” is not known here.", key=name)
        names = map(str, owner) if isinstance(owner, Mapping) else dir(owner)
        known = [other for other in names if other[:1] != "_" and other not in _HIDDEN]
        near = nearest(name, known)
        there = say("there is no “{name}” here.", name=name)
        return say("{there} {near}", there=there, near=near) if near else there


def nearest(name: str, known: list[str]) -> str:
    """`Did you mean “…”?`, or nothing when no known name is near."""
    near = difflib.get_close_matches(name, known, 1)
    return say("Did you mean “{near}”?", near=near[0]) if near else ""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that also hides where facts come from and all that builds text by itself."""

    code_generator_class = _Compiler

    def __init__(self, recorder: Recorder, **options: Any) -> None:
        super().__init__(undefined=Missing, autoescape=True, optimized=False, **options)
        self.recorder = recorder
        self.budget = recorder.budget
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
        if isinstance(argument, str) and not hasattr(obj, "__getitem__"):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Each pass of a loop is a step of the budget."""
        template = super()._parse(source, name, filename)
        counted = nodes.Getattr(nodes.EnvironmentAttribute("budget"), "counted", "load")
        for loop in template.find_all(nodes.For):
            call = nodes.Call(counted, [loop.iter], [], None, None)
            loop.iter = call.set_lineno(loop.lineno).set_environment(self)
        return template

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does; a macro, which most are, needs nothing of the context. Each call is a step
        of the budget."""
        self.budget.spend()
        if type(obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> jinja2.Template:
        """As Jinja does; so is each template that another one includes."""
        self.budget.spend()
        return super().get_template(*args, **kwargs)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, our globals and tags, `loop`, and the views of a mapping."""
        if isinstance(obj, _CALLABLE):
            return True
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, LoopContext | Extension | Mapping | Budget):
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
