"""Makes what a change touches again, and no more.

A change of the data, of a template or of the law makes the texts again, those that somebody is
looking at first, and puts them into the frames that stand. Only what lies around the texts
(written pages, templates of the theme, titles in the menu) needs a whole build.
"""

import queue
import secrets
import shutil
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.catalogue import ENGLISH, said
from generator.errors import NoticesError, Problem, in_one_line
from generator.message import Message, counted, say
from generator.mkdocs import builder, site_pages
from generator.mkdocs.build import Build
from generator.mkdocs.preview.shown import Board, Shown
from generator.mkdocs.provided import TOOL
from generator.provenance import Origin

PATIENCE = 0.5
"""Seconds at most for which the browser has the machine to itself once a text is new."""


class Maker:
    """Owns the board. `change` may be called from any thread, `run` works until the code of the
    tool changes."""

    def __init__(
        self,
        settings: pipeline.Settings,
        folder: Path,
        print_line: Callable[[str], None],
        language: str = ENGLISH,
    ) -> None:
        self.board = Board()
        self._settings = replace(settings, base="", pdfs=False)
        self._folder = folder
        self._print_line = print_line
        self._language = language
        self._changes: queue.SimpleQueue[set[Path] | None] = queue.SimpleQueue()
        self._session = secrets.token_hex(3)
        self._builds = 0
        self._around: object = None

    @property
    def folders(self) -> list[Path]:
        """What is watched."""
        names = ("docs", "overrides", builder.CONFIG)
        folders = [self._settings.data, TOOL, *map(Path, names)]
        return [path for path in folders if path.exists()]

    def change(self, paths: set[Path]) -> None:
        """Something was written."""
        self._changes.put(paths)

    def stop(self) -> None:
        """Let `run` return."""
        self._changes.put(None)

    def run(self) -> None:
        """Make everything, then follow the changes; returns when the tool must start again."""
        self._whatever(self.whole)
        while (paths := self._changes.get()) is not None:
            with suppress(queue.Empty):
                while True:
                    if (more := self._changes.get_nowait()) is None:
                        return
                    paths = paths | more
            if self._code(paths):
                return
            self._whatever(partial(self.follow, paths))

    def _whatever(self, make: Callable[[], None]) -> None:
        """A fault of the tool must not end the work of who uses it."""
        try:
            make()
        except Exception:
            trace = traceback.format_exc()
            self._refuse((Problem(Origin("generator"), trace.strip().splitlines()[-1]),))
            self._print_line(trace)

    def _code(self, paths: set[Path]) -> bool:
        """Whether the code of the tool or a label has changed and can be read."""
        own = [path for path in paths if path.is_relative_to(TOOL)]
        changed = [p for p in own if p.suffix == ".py" or p.parent.name in ("labels", "choices")]
        for path in (p for p in changed if p.suffix == ".py" and p.is_file()):
            try:
                compile(path.read_bytes(), str(path), "exec")
            except SyntaxError as error:
                origin = Origin(str(path.relative_to(TOOL.parent)), error.lineno or 1)
                self._refuse((Problem(origin, error.msg),))
                return False
        if changed:
            self._say(say("The code of the tool has changed; starting again."))
        return bool(changed)

    def follow(self, paths: set[Path]) -> None:
        """Make what the change of `paths` touches."""
        started = time.perf_counter()
        if any(path.suffix == ".yml" and path.is_relative_to(TOOL) for path in paths):
            pipeline.forget()
        texts = all(self._is_of_texts(path) for path in paths)
        if texts and self.board.shown and self._around is not None:
            self.texts()
        else:
            self.whole()
        if not self.board.problems:
            names = sorted(path.name for path in paths if path.exists())
            self._say(
                say(
                    "{names}: shown after {seconds:.2f} s",
                    names=names or say("a file less"),
                    seconds=time.perf_counter() - started,
                )
            )

    def _is_of_texts(self, path: Path) -> bool:
        data = self._settings.data.resolve()
        if path.is_relative_to(data):
            return not path.is_relative_to(data / "releases")
        return path.suffix in (".jinja", ".yml") and path.is_relative_to(TOOL)

    def texts(self) -> None:
        """The texts again, in the frames that stand; a whole build when these do not fit."""
        shown, begun = self.board.shown, time.monotonic()
        assert shown
        build = shown.build
        try:
            for outcome in pipeline.again(build.outcome, shown.texts(self.board.looked_at)):
                build = Build.of(outcome, shown.build.frames)
                self.board.show(Shown(build, shown.folder, shown.number), PATIENCE)
                if not self._changes.empty():  # the next turn makes all the rest
                    return
            if site_pages.around(build) != self._around:
                self._whole(build.outcome)
        except NoticesError as error:
            self._refuse(error.problems)
            return
        self._judge(build.outcome, begun)

    def whole(self) -> None:
        """Everything again."""
        begun = time.monotonic()
        try:
            outcome = pipeline.run(self._settings)
            self._whole(outcome)
        except NoticesError as error:
            self._refuse(error.problems)
            return
        self._judge(outcome, begun)

    def _whole(self, outcome: pipeline.Outcome) -> None:
        self._builds += 1
        self._around = None  # until the build is done: a failed one is tried again
        folder = self._folder / str(self._builds)
        before = self.board.shown
        try:
            build = Build.of(outcome)
            builder.make(build, folder)
        except NoticesError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._around = site_pages.around(build)
        self.board.put(shown=Shown(build, folder, f"{self._session}{self._builds}"))
        if before and before.folder != folder:
            shutil.rmtree(before.folder, ignore_errors=True)
        build.publishing.publication.cache.remember()

    def _judge(self, outcome: pipeline.Outcome, begun: float) -> None:
        """What the rules say of what was read since `begun`, after the text is to be seen."""
        errors, judged = tuple(outcome.errors_found), tuple(outcome.findings)
        self.board.put(findings=errors, judged=judged, since=begun)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        self.board.put(problems=problems)
        for problem in problems:
            self._say(problem.line)
        self._say(
            counted("Not shown: {count} mistake.", "Not shown: {count} mistakes.", len(problems))
        )

    def _say(self, message: Message) -> None:
        self._print_line(in_one_line(said(message, self._language)))
