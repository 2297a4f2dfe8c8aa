"""Faults on demand: what a client must live through."""

import re
import time
from dataclasses import dataclass
from typing import Final, Literal

from tests.forge.web import Answer, error

#: A status, or what becomes of the connection: no answer for a while, cut off at once, or cut off
#: after the work was done.
Kind = int | Literal["timeout", "reset", "lost"]
_NAMED: Final = ("timeout", "reset", "lost")
_SLOW_DOWN: Final = "You have exceeded a secondary rate limit. Please wait before you try again."


@dataclass(slots=True)
class Fault:
    """One fault that waits for its requests."""

    method: str
    path: re.Pattern[str]
    kind: Kind
    times: int


class Faults:
    """The faults that wait, the oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, method: str, path_regex: str, kind: Kind, times: int) -> None:
        """Let the next requests fail whose path has the pattern in it."""
        assert isinstance(kind, int) or kind in _NAMED, kind
        self._waiting.append(Fault(method.upper(), re.compile(path_regex), kind, times))

    def take(self, method: str, path: str) -> Kind | None:
        """Return what is to become of a request; None if nothing."""
        for each in self._waiting:
            if each.times > 0 and each.method == method and each.path.search(path):
                each.times -= 1
                return each.kind
        return None


def faulty(status: int) -> Answer:
    """Return an answer that comes instead of the real one."""
    limit = {
        "X-RateLimit-Limit": "1000",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(time.time())),
        "Retry-After": "0",
    }
    match status:
        case 403 | 429:
            return Answer(status, error(status, _SLOW_DOWN), limit)
        case 502:  # it comes from a machine in front, which does not speak JSON
            html = "<html><body><h1>502 Bad Gateway</h1></body></html>"
            return Answer(status, html.encode(), {"Content-Type": "text/html"})
        case _:
            return Answer(status, error(status, "Server Error"))
