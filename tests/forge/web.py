"""Requests, answers and pages, and the register of who handles which operation."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from tests.forge.openapi import USED, ViolationError
from tests.forge.state import JSON, State

#: GitHub's limits, in characters.
BODY_LIMIT: Final = 65_536
_DEFAULT_PAGE, _LARGEST_PAGE = 30, 100
_DOCS: Final = "https://docs.github.com/rest"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Request:
    """What a handler gets: what stands in the path and the query, the body, who asks."""

    path: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    account: str
    #: The kinds of content that are wanted, as the header has them.
    accept: str

    def number(self, name: str) -> int:
        """Return a number of the path."""
        return int(self.parameters[name])


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with its body; bytes go out as they are."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    """The answer is no."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.answer = Answer(status, error(status, message, **more))


def error(status: int, message: str, **more: Any) -> JSON:
    """Return the body of an answer that is none."""
    return {"message": message, **more, "documentation_url": _DOCS, "status": str(status)}


def missing() -> RefusalError:
    """Return the refusal of what is not there."""
    return RefusalError(404, "Not Found")


def invalid(resource: str, name: str, message: str, code: str = "custom") -> RefusalError:
    """Return the refusal of one field."""
    fault = {"resource": resource, "field": name, "code": code, "message": f"{name} {message}"}
    return RefusalError(422, "Validation Failed", errors=[fault])


def within(resource: str, name: str, text: str | None, most: int, *, blank: bool = True) -> None:
    """Refuse a text that is too long, or blank where it may not be."""
    if text is not None and len(text) > most:
        raise invalid(resource, name, f"is too long (maximum is {most} characters)")
    if not blank and not (text or "").strip():
        raise invalid(resource, name, "can't be blank", "missing_field")


def served(given: Mapping[str, Any], *names: str) -> None:
    """Report what GitHub knows and the stand-in does not, so that nobody relies on it."""
    unknown = sorted(given.keys() - set(names))
    if unknown:
        raise ViolationError(f"the stand-in does not serve {', '.join(unknown)}")


Handler = Callable[[State, Request], Answer]
HANDLERS: Final[dict[str, Handler]] = {}


def handles(operation: str) -> Callable[[Handler], Handler]:
    """Register the handler of an operation of the description."""
    assert operation in USED, operation

    def register(handler: Handler) -> Handler:
        HANDLERS[operation] = handler
        return handler

    return register


def page_of(
    state: State, request: Request, items: Sequence[_T], render: Callable[[State, _T], JSON]
) -> Answer:
    """Return one page of a list, with the links to the others."""
    size = size_of_page(request)
    last = max(1, -(-len(items) // size))
    at = max(1, int(request.query.get("page", 1)))
    links = {"next": at + 1, "last": last} if at < last else {}
    links = ({"prev": at - 1} if at > 1 else {}) | links | ({"first": 1} if at > 1 else {})
    chosen = items[(at - 1) * size : at * size]
    headers = linked(state, request, {name: {"page": str(n)} for name, n in links.items()})
    return Answer(200, [render(state, each) for each in chosen], headers)


def size_of_page(request: Request) -> int:
    """Return how many items a page has; GitHub gives no more than it wants to."""
    return min(max(int(request.query.get("per_page", _DEFAULT_PAGE)), 1), _LARGEST_PAGE)


def linked(
    state: State, request: Request, links: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the header that leads to other pages.

    As with GitHub, its addresses name the repository by a number: they are to be followed as they
    stand.
    """
    owner, name = (request.parameters[each] for each in ("owner", "repo"))
    number = state.repository_id(f"{owner}/{name}")
    path = re.sub(r"^/repos/[^/]+/[^/]+", f"/repositories/{number}", request.path)
    shown = [
        f'<{state.url}{path}?{urlencode({**request.query, **more})}>; rel="{name}"'
        for name, more in links.items()
    ]
    return {"Link": ", ".join(shown)} if shown else {}


def since(request: Request, items: Iterable[_T], updated: Callable[[_T], datetime]) -> list[_T]:
    """Return what was updated at a time or after it, if the request names one."""
    if "since" not in request.query:
        return list(items)
    try:
        first = datetime.fromisoformat(request.query["since"])
    except ValueError:
        raise RefusalError(422, "since is no time") from None
    first = first if first.tzinfo else first.replace(tzinfo=UTC)
    return [each for each in items if updated(each) >= first]
