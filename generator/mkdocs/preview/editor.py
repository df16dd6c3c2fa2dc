"""Answers the panel with which facts are corrected in the preview; only this machine is answered.

A request must come from a page of this preview: it names the token of this start, and neither
another origin nor a host that is not this machine (DNS rebinding). Reading is GET, writing POST.
"""

import hmac
import ipaddress
import json
import re
import secrets
import time
from collections.abc import Mapping, Sequence
from datetime import date
from email.message import Message as Headers
from http import HTTPStatus
from pathlib import Path
from typing import Any

from generator import languages
from generator.catalogue import said
from generator.checks import Finding
from generator.errors import NoticesError, Problem, in_one_line
from generator.message import Message, say
from generator.mkdocs.preview import as_data, clauses
from generator.mkdocs.preview.clauses import ClauseRequests
from generator.mkdocs.preview.entries import ACTS, EntryRequests, Unread
from generator.mkdocs.preview.found import Found
from generator.mkdocs.preview.mine import Mine
from generator.mkdocs.preview.mistakes import mistakes
from generator.mkdocs.preview.origins import origins
from generator.mkdocs.preview.panel_words import WORDS
from generator.mkdocs.preview.shown import Board
from generator.publication import Key
from generator.recipes.correcting import Change, Desk, Outdated, Refused, Sheet, mending
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.prints import Prints
from generator.recipes.proposing import Author

LARGEST = 65_536
"""Bytes of a request."""
TOKEN = "X-Preview-Token"
Answer = tuple[HTTPStatus, Mapping[str, object]]
_PORT = re.compile(r":\d{1,5}$")


class Editor:
    """The requests of one start of the preview. `read_only` refuses to write; without `mine` the
    changes are neither compared nor proposed."""

    def __init__(
        self,
        data: Path,
        board: Board,
        language: str,
        day: date,
        *,
        read_only: bool = False,
        mine: Mine | None = None,
    ) -> None:
        self.token = secrets.token_urlsafe(32)
        self._board = board
        self._language = language
        self._day = day
        self._read_only = read_only
        self._desk = Desk(data, language)
        self._mine = mine
        self._entries = EntryRequests(self._desk, self._said)
        self._clauses = ClauseRequests(self._desk)
        self.found = Found(data, board, language)

    def refusal(self, headers: Headers, client: str, *, writes: bool) -> HTTPStatus | None:
        """Why a request is not answered; None where it is one of a page of this preview."""
        host, origin = headers.get("Host", ""), headers.get("Origin")
        token = headers.get(TOKEN, "").encode("utf-8", "replace")
        ours = (
            _is_loopback(client)
            and _is_loopback(_PORT.sub("", host))
            and origin in ((f"http://{host}",) if writes else (None, f"http://{host}"))
            and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and hmac.compare_digest(token, self.token.encode())
        )
        if not ours:
            return HTTPStatus.FORBIDDEN
        if not writes:
            return None
        if headers.get_content_type() != "application/json":
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        length = headers.get("Content-Length", "")
        if not re.fullmatch(r"[0-9]{1,9}", length, re.ASCII):
            return HTTPStatus.LENGTH_REQUIRED
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > LARGEST else None

    def get(self, name: str, query: Mapping[str, Sequence[str]]) -> Answer:
        """What is read: of the page, of one place, of what was written, of whole entries."""
        asked = query.get("of", [""])[0]
        if name == "page":
            return HTTPStatus.OK, self._page(asked)
        if name == "place":
            try:
                return HTTPStatus.OK, self._sheet(asked)
            except NoticesError as error:
                return self._refused([("", problem) for problem in error.problems])
        if name == "changes":
            return HTTPStatus.OK, {"changes": [self._change(c) for c in self._desk.changes[::-1]]}
        if name == "news":
            return HTTPStatus.OK, self.found.news()
        if name == "mistakes":
            return HTTPStatus.OK, mistakes(self._desk.folder, self._said)
        if name == "origins":
            return self._origins(asked)
        if name == "mine" and self._mine:
            try:
                return HTTPStatus.OK, self._mine.shown()
            except NoticesError as error:
                return self._refused([("", problem) for problem in error.problems])
        try:
            if name == "wording":
                return HTTPStatus.OK, self._clauses.get(asked, self._prints())
            said = self._entries.get(name, asked)
        except Refused as error:
            return self._refused(error.problems)
        return (HTTPStatus.NOT_FOUND, {}) if said is None else (HTTPStatus.OK, said)

    def _origins(self, asked: str) -> Answer:
        url, _, section = asked.partition("#")
        shown = self._board.shown
        try:
            found = origins(shown, url.lstrip("/"), section) if shown else None
        except NoticesError as error:
            return self._refused([("", problem) for problem in error.problems])
        return (HTTPStatus.NOT_FOUND, {}) if found is None else (HTTPStatus.OK, found)

    def post(self, name: str, body: bytes) -> Answer:
        """What is written: one act on one place, a change taken back, or a proposal."""
        if name not in ("place", "propose", "afresh"):
            return HTTPStatus.NOT_FOUND, {}
        if self._read_only:
            return HTTPStatus.FORBIDDEN, {"problems": [["", self._said(WORDS["read_only"])]]}
        try:
            asked = json.loads(body)
            json.dumps(asked, ensure_ascii=False).encode()  # no half of a character
            if not isinstance(asked, dict):
                raise ValueError
        except (ValueError, RecursionError):
            return HTTPStatus.BAD_REQUEST, {}
        try:
            if name == "afresh":
                return self._begun_anew()
            return self._written(asked) if name == "place" else self._proposed(asked)
        except Outdated as error:
            status, told = self._refused(error.problems)
            return status, {**told, "outdated": True}
        except Refused as error:
            return self._refused(error.problems)
        except NoticesError as error:
            return self._refused([("", problem) for problem in error.problems])

    def _written(self, asked: Mapping[str, Any]) -> Answer:
        act, number, values = asked.get("act"), asked.get("number"), asked.get("values", {})
        words = [asked.get(name, "") for name in ("place", "digest", "reason", "role")]
        if not all(isinstance(word, str) for word in words) or not isinstance(values, dict):
            return HTTPStatus.BAD_REQUEST, {}
        place, digest, reason, role = words
        change: Change | None
        begun = time.monotonic()
        tasks: Sequence[Message] = ()
        if act == "save":
            change = self._desk.save(place, digest, values, reason)
        elif act == "confirm":
            change, tasks = self._desk.confirm(place, digest, values, role, self._day)
        elif act == "empty":
            change = self._desk.empty(place, digest)
        elif act == "undo" and type(number) is int:
            change = self._desk.undo(number)
        elif act == "mend" and (lines := mending.lines_of(asked.get("lines"))):
            change = mending.mend(self._desk, place, digest, lines)
        elif act in (*ACTS, *clauses.ACTS):
            requests = self._entries if act in ACTS else self._clauses
            try:
                change = requests.write(str(act), asked)
            except Unread:
                return HTTPStatus.BAD_REQUEST, {}
        else:
            return HTTPStatus.BAD_REQUEST, {}
        if change:
            self.found.wrote(begun)
        written = {
            "change": self._change(change) if change else None,
            "tasks": [self._said(task) for task in tasks],
        }
        return HTTPStatus.OK, written

    def _proposed(self, asked: Mapping[str, Any]) -> Answer:
        given = [asked.get(name, "") for name in ("title", "name", "email")]
        if self._mine is None or not all(isinstance(one, str) for one in given):
            return HTTPStatus.BAD_REQUEST, {}
        title, name, email = (in_one_line(one).strip()[:200] for one in given)
        return HTTPStatus.OK, self._mine.propose(title, Author(name, email))

    def _begun_anew(self) -> Answer:
        if self._mine is None:
            return HTTPStatus.BAD_REQUEST, {}
        with self._desk.writing():
            told = self._mine.afresh()
            self._desk.changes.clear()  # they are of the proposal, and cannot be taken back here
        return HTTPStatus.OK, told

    def _page(self, url: str) -> Mapping[str, object]:
        """What the page at an address prints, by clause; what the rules find."""
        shown = self._board.shown
        key = shown.key(url.lstrip("/")) if shown else None
        clauses = self._prints().words(*key) if key else {}
        return {
            **as_data.of_page(self._language),
            "readOnly": self._read_only,
            "kind": next(
                (t.type for t in self._prints().texts if key and t.document == key[0]), ""
            ),
            "clauses": {name: as_data.of_words(words) for name, words in clauses.items()},
            "findings": [
                {**shown, "here": self._is_of(key, f)} for f, shown in self.found.all().items()
            ],
        }

    def _is_of(self, key: Key | None, finding: Finding) -> bool:
        """Whether a finding is about something that a page prints."""
        return key is not None and self._prints().concern(*key, finding.place)

    def _sheet(self, place: str) -> Mapping[str, object]:
        sheet = self._desk.sheet(place, self._board.judged, self._prints())
        adviser = Adviser(self._desk.folder, self._language)
        return {
            **as_data.of_sheet(sheet, adviser, self._printed(sheet)),
            "listing": sheet.listing,
            "entryOf": sheet.entry_of,
            "around": sheet.around,
        }

    def _printed(self, sheet: Sheet) -> list[dict[str, str]]:
        shown = self._board.shown
        rows = []
        for row in sheet.printed if shown else ():
            url = shown.address(row.document, row.language) if shown else None
            if url is not None:  # a paper has no page
                rows.append(
                    {
                        "url": f"/{url}#{row.clause}",
                        "language": row.language,
                        "words": f"{row.title}: {row.heading}",
                    }
                )
        return rows

    def _change(self, change: Change) -> Mapping[str, object]:
        return {
            "number": change.number,
            "place": change.place,
            "names": change.names,
            "lines": [line for line in change.lines if line[:2] in ("- ", "+ ")],
            "takenBack": change.taken_back,
        }

    def _prints(self) -> Prints:
        return self._board.shown.prints if self._board.shown else Prints(())

    def _refused(self, problems: Sequence[tuple[str, Problem]]) -> Answer:
        start = languages.get(self._language).sentence_start
        adviser = Adviser(self._desk.folder, self._language)
        listed = [[name, start(adviser.of_problem(problem))] for name, problem in problems]
        once = [row for number, row in enumerate(listed) if row not in listed[:number]]
        return HTTPStatus.CONFLICT, {"problems": once}

    def _said(self, words: str) -> str:
        return said(words, self._language)


OFF = say("Facts cannot be corrected in a preview that is open to the network.")


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine itself: `localhost`, a name below it, or such an address."""
    name = host.lower().strip("[]").rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
