"""GitHub's REST API, as far as the jobs need it: https://docs.github.com/rest, version 2022-11-28.

What only reads or can be done twice without harm is tried again after a failure of the network or
the server. What cannot (a new comment, a new issue) is tried once: the caller looks whether it is
there before it tries again.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

_VERSION: Final = "2022-11-28"
_SECONDS: Final = 30
_PAGE: Final = 100
#: Too many requests come as 429, and as 403 with a time to wait.
_AGAIN: Final = frozenset({403, 429, 500, 502, 503, 504})
_SAFE: Final = frozenset({"GET", "PUT", "PATCH", "DELETE"})


class ForgeFault(Exception):  # noqa: N818 - as GitFault: nobody who sends a paper can mend it
    """The server did not do what it was asked; the message says what and how it answered."""

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        #: The status of the answer; None where there was none.
        self.status = status


class Api:
    """One repository on one server, with the rights of one token."""

    def __init__(
        self, url: str, repository: str, token: str, *, tries: int = 5, wait: float = 1.0
    ) -> None:
        """Take the root of the API, ``owner/name``, and how patient to be (``wait`` in seconds)."""
        self.repository = repository
        self._url = url.rstrip("/")
        self._again = self._session(token, tries, wait)
        self._once = self._session(token, 0, wait)

    @staticmethod
    def _session(token: str, tries: int, wait: float) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # no proxy, no password file of the machine
        session.headers.update(
            {
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {token}",
                "X-GitHub-Api-Version": _VERSION,
                "User-Agent": "thidua",
            }
        )
        retry = Retry(
            total=tries,
            backoff_factor=wait,
            status_forcelist=_AGAIN,
            allowed_methods=None,  # which call may be tried again is decided by the session
            raise_on_status=False,
        )
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(max_retries=retry))
        return session

    def get(self, path: str, **query: str | int) -> Any:
        """Return one answer; ``path`` starts behind the repository."""
        return self._call("GET", self._own(path), query=query).json()

    def pages(self, path: str, *, of: str | None = None, **query: str | int) -> Iterator[Any]:
        """Yield every item of a list, page by page; ``of`` names another repository."""
        url: str | None = self._own(path, of)
        asked: Mapping[str, str | int] = {**query, "per_page": _PAGE}
        while url:
            answer = self._call("GET", url, query=asked)
            yield from answer.json()
            url, asked = answer.links.get("next", {}).get("url"), {}

    def set(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Do what can be done twice; return the answer, None if it is empty."""
        answer = self._call(method, self._own(path), body=body)
        return answer.json() if answer.content else None

    def make(self, path: str, body: Mapping[str, Any]) -> Any:
        """Make something new, with one try: see whether it is there before trying again."""
        return self._call("POST", self._own(path), body=body, once=True).json()

    def make_once(
        self, path: str, body: Mapping[str, Any], find: Callable[[], Any], tries: int = 3
    ) -> Any:
        """Make something that must not be there twice; ``find`` returns it if it is there."""
        for left in reversed(range(tries)):
            try:
                return self.make(path, body)
            except ForgeFault as fault:
                found = find()  # the server may have done it and lost its answer
                if found is not None:
                    return found
                if not left or fault.status not in {None, *_AGAIN}:
                    raise
        return None

    def _own(self, path: str, of: str | None = None) -> str:
        return f"{self._url}/repos/{of or self.repository}/{path}"

    def _call(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
        once: bool = False,
    ) -> requests.Response:
        session = self._once if once else self._again
        shown = f"{method} {url.removeprefix(self._url)}"
        if not url.startswith(f"{self._url}/"):
            raise ForgeFault(f"{shown}: another server than {self._url}")  # keeps the token here
        try:
            answer = session.request(
                method, url, params=query, json=body, timeout=_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            raise ForgeFault(f"{shown}: {type(error).__name__}") from error
        if not answer.ok or answer.is_redirect:
            raise ForgeFault(f"{shown}: {answer.status_code}", answer.status_code)
        return answer


def quoted(text: str) -> str:
    """Return a text as one step of a path."""
    return quote(text, safe="")
