"""A stand-in of GitHub's REST API for one repository, held to GitHub's own description of it."""

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qsl

from tests.conftest import need
from tests.forge import commits, contents, issues, objects, pulls
from tests.forge.faults import Faults, Kind, faulty
from tests.forge.openapi import FILE, Operation, ViolationError, description
from tests.forge.plumbing import Plumbing, PlumbingError
from tests.forge.scenario import Scenario
from tests.forge.server import Cut, Server
from tests.forge.state import JSON, Call, State
from tests.forge.web import HANDLERS, Answer, RefusalError, Request, error, missing

#: Modules that register the handlers.
HANDLING: Final = (commits, contents, issues, objects, pulls)


def need_forge() -> None:
    """Skip a test where the description was not installed; in CI that is a failure."""
    need("@octokit/openapi", FILE.is_file(), how="make test, with a network")


class Forge(Scenario):
    """The server, what it was asked, and the people around it (see :class:`Scenario`).

    ``tokens`` says whose a token is. ``violations`` holds every request and answer that GitHub's
    description does not allow: a test ends with it empty. ``patience`` is how many seconds a
    «timeout» takes.
    """

    def __init__(self, folder: Path, repository: str, *, default_branch: str = "main") -> None:
        """Stand before a bare repository; ``repository`` is called ``owner/name``."""
        owner, name = repository.split("/")
        super().__init__(State(owner, name, Plumbing(folder), default_branch))
        self.tokens: dict[str, str] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.patience = 0.3
        self._description = description()
        self._faults = Faults()
        self._leaving = threading.Event()
        self._server = Server(self._serve)
        self.state.url = self._server.url

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leaving.set()
        self._server.stop()

    @property
    def url(self) -> str:
        """The root of the API, without a slash at its end."""
        return self.state.url

    @property
    def now(self) -> datetime:
        """The time of what is written next; it goes on by a second each time if ``ticking``."""
        return self.state.now

    @now.setter
    def now(self, at: datetime) -> None:
        self.state.now = at

    @property
    def ticking(self) -> bool:
        """Whether the clock goes on with every write."""
        return self.state.ticking

    @ticking.setter
    def ticking(self, ticking: bool) -> None:
        self.state.ticking = ticking

    @property
    def dispatches(self) -> list[JSON]:
        """The workflows that were started: ``workflow``, ``ref``, ``inputs``, ``account``."""
        return self.state.dispatches

    def fail(self, method: str, path_regex: str, kind: Kind, times: int = 1) -> None:
        """Let the next requests fail that use a method on a path with a pattern in it."""
        with self._lock:
            self._faults.add(method, path_regex, kind, times)

    def _serve(
        self, method: str, target: str, headers: Mapping[str, str], raw: bytes
    ) -> Answer | Cut:
        path, _, query = target.partition("?")
        scheme, _, token = headers.get("authorization", "").partition(" ")
        account = self.tokens.get(token) if scheme == "Bearer" else None
        path = self._by_name(path)
        pairs = parse_qsl(query, keep_blank_values=True)
        body, fault = _parsed(raw)
        if len(dict(pairs)) < len(pairs):
            fault = "a query parameter comes twice"
        with self._lock:
            self.calls.append(Call(method, path, dict(pairs), body, account))
            kind = self._faults.take(method, path)
        match kind:
            case int():
                return faulty(kind)
            case "reset":
                return "reset"
            case "timeout":
                self._leaving.wait(self.patience)
                return "close"
        request = Request(path, {}, dict(pairs), body, account or "", headers.get("accept", ""))
        with self._lock:
            answer = self._unheard(headers, account) or self._answer(method, request, fault)
        return "close" if kind == "lost" else answer

    @staticmethod
    def _unheard(headers: Mapping[str, str], account: str | None) -> Answer | None:
        """Return the answer to a client that does not say who it is."""
        if "user-agent" not in headers:
            return Answer(403, error(403, "Request forbidden: there is no User-Agent header."))
        if account is None:
            known = "authorization" in headers
            return Answer(
                401, error(401, "Bad credentials" if known else "Requires authentication")
            )
        return None

    def _answer(self, method: str, request: Request, fault: str | None) -> Answer:
        """Do what a request asks for, checked before and after."""
        if fault:
            return self._violated(f"{method} {request.path}: {fault}")
        try:
            operation, parameters = self._description.find(method, request.path)
            operation.check_request(parameters, request.query, request.body)
            return self._handled(operation, replace(request, parameters=parameters))
        except RefusalError as refusal:
            return refusal.answer
        except PlumbingError as refusal:
            return Answer(422, error(422, str(refusal)))
        except ViolationError as violation:
            return self._violated(str(violation))
        except Exception as broken:  # noqa: BLE001 - a fault of the stand-in is no answer of GitHub
            self._violated(f"{method} {request.path}: the stand-in is broken: {broken!r}")
            return Answer(500, error(500, repr(broken)))

    def _handled(self, operation: Operation, request: Request) -> Answer:
        asked = f"{request.parameters['owner']}/{request.parameters['repo']}"
        if asked != self.state.repository and operation.id != "repos/list-activities":
            raise missing()
        answer = HANDLERS[operation.id](self.state, request)
        if answer.status < 300 and not isinstance(answer.body, bytes):
            operation.check_answer(answer.status, answer.body)
        return answer

    def _violated(self, message: str) -> Answer:
        with self._lock:
            self.violations.append(message)
        return Answer(422, error(422, message))

    def _by_name(self, path: str) -> str:
        """Return a path that names a repository by its number as one with its name."""
        _, first, number, *rest = [*path.split("/", 3), "", ""]
        name = self.state.named(number) if first == "repositories" else None
        return "/".join(["/repos", name, *filter(None, rest)]) if name else path


def _parsed(raw: bytes) -> tuple[Any, str | None]:
    """Return a body, None where there is none, and what is wrong with it."""
    try:
        return (json.loads(raw) if raw else None), None
    except ValueError:
        return raw.decode("utf-8", "replace"), "the body is not JSON"
