"""What the stand-in remembers: plain records, as little as the answers need."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.forge.plumbing import NOBODY, Plumbing

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came in; the account is None if nobody could be made out."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    account: str | None


@dataclass(slots=True)
class Push:
    """A branch that came to stand for another commit."""

    id: int
    #: ``owner/name`` of the repository or of a fork, and the full name of the branch.
    repository: str
    ref: str
    before: str
    after: str
    at: datetime
    #: ``push``, ``force_push``, ``branch_creation`` or ``pr_merge``.
    kind: str
    account: str


@dataclass(slots=True)
class Status:
    """What somebody says of a commit."""

    id: int
    sha: str
    state: str
    context: str
    description: str | None
    target_url: str | None
    at: datetime
    account: str


@dataclass(slots=True)
class Comment:
    """A comment on an issue or a pull request."""

    id: int
    number: int
    account: str
    body: str
    created: datetime
    updated: datetime


@dataclass(slots=True)
class ReviewComment(Comment):
    """A comment on lines of a pull request; without a line once these have changed."""

    path: str
    commit: str
    original_commit: str
    subject: str
    side: str
    line: int | None
    original_line: int | None
    start_line: int | None
    start_side: str | None
    answers: int | None


@dataclass(slots=True)
class Pull:
    """What a pull request has besides what every issue has."""

    #: Where it comes from: ``owner/name``, its branch, and the commit that was pushed last.
    repository: str
    branch: str
    sha: str
    base: str
    base_sha: str
    heads: list[str]
    merged: datetime | None = None
    merge_sha: str | None = None


@dataclass(slots=True)
class Issue:
    """An issue; a pull request is one too, with the same row of numbers."""

    number: int
    id: int
    account: str
    title: str
    body: str | None
    created: datetime
    updated: datetime
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    state_reason: str | None = None
    closed: datetime | None = None
    closed_by: str | None = None
    pull: Pull | None = None


class State:
    """All records of one repository, its clock and its Git objects."""

    def __init__(self, owner: str, name: str, git: Plumbing, default_branch: str) -> None:
        self.owner = owner
        self.name = name
        self.git = git
        self.default_branch = default_branch
        #: The address of the API, without a slash at its end.
        self.url = ""
        self.now = datetime(2013, 7, 20, 2, tzinfo=UTC)
        self.ticking = False
        self.issues: dict[int, Issue] = {}
        self.comments: dict[int, Comment] = {}
        self.review_comments: dict[int, ReviewComment] = {}
        self.statuses: list[Status] = []
        self.labels: dict[str, int] = {}
        self.pushes: list[Push] = []
        self.dispatches: list[JSON] = []
        #: Forks that were deleted after a pull request had come from them.
        self.deleted: set[str] = set()
        self._accounts = {"github-actions[bot]": 41_898_282}
        self._repositories: dict[str, int] = {}
        self._ids = itertools.count(10_001)

    @property
    def repository(self) -> str:
        return f"{self.owner}/{self.name}"

    def id(self) -> int:
        """Return a number that nothing has yet."""
        return next(self._ids)

    def account_id(self, login: str) -> int:
        """Return the number of an account."""
        if login not in self._accounts:
            self._accounts[login] = self.id()
        return self._accounts[login]

    def repository_id(self, full_name: str) -> int:
        """Return the number of a repository or a fork."""
        if full_name not in self._repositories:
            self._repositories[full_name] = self.id()
        return self._repositories[full_name]

    def stamp(self, at: datetime | None = None) -> datetime:
        """Return the time of a write, to the second as GitHub keeps it; let the clock go on."""
        if at is None:
            at = self.now
            if self.ticking:
                self.now += timedelta(seconds=1)
        assert at.tzinfo, f"{at} has no zone"
        return at.astimezone(UTC).replace(microsecond=0)

    def named(self, number: str) -> str | None:
        """Return the repository or fork of a number."""
        return next(
            (name for name, each in self._repositories.items() if str(each) == number), None
        )

    def touch(self, number: int, at: datetime) -> None:
        """Let an issue be updated."""
        issue = self.issues[number]
        issue.updated = max(issue.updated, at)

    def label(self, name: str) -> str:
        """Return a label as the repository writes it, and make it if there is none."""
        known = {each.casefold(): each for each in self.labels}
        found = known.setdefault(name.casefold(), name)
        if found == name and name not in self.labels:
            self.labels[name] = self.id()
        return found

    def pushed(
        self,
        repository: str,
        branch: str,
        after: str,
        account: str,
        *,
        before: str | None = None,
        kind: str | None = None,
        at: datetime | None = None,
    ) -> Push:
        """Record a push; what was there before is otherwise known from the pushes before it."""
        ref = f"refs/heads/{branch}"
        before = before or self.tip(repository, ref)
        kind = kind or ("push" if before else "branch_creation")
        push = Push(
            self.id(), repository, ref, before or NOBODY, after, self.stamp(at), kind, account
        )
        self.pushes.append(push)
        return push

    def tip(self, repository: str, ref: str) -> str | None:
        """Return where a branch stands as far as pushes tell."""
        pushes = [each for each in self.pushes if (each.repository, each.ref) == (repository, ref)]
        return pushes[-1].after if pushes else None
