"""What happens at the repository besides requests, and what a test can read of it."""

import json
import threading
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tests.forge import answers
from tests.forge.issues import add_comment, set_state
from tests.forge.pulls import follow
from tests.forge.state import JSON, Issue, Pull, State


class Scenario:
    """The people around the repository: they push, open, close and comment.

    Times are those of ``now`` unless ``at`` gives another one.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._lock = threading.RLock()

    def open_pull(
        self,
        account: str,
        head_sha: str,
        *,
        title: str,
        branch: str,
        fork: bool = True,
        at: datetime | None = None,
        body: str | None = None,
    ) -> int:
        """Push a branch, to a fork or to the repository, and open a pull request from it."""
        with self._lock:
            state, moment = self.state, self.state.stamp(at)
            source = f"{account}/{state.name}" if fork else state.repository
            base = state.git.reference(f"refs/heads/{state.default_branch}")
            assert base, f"there is no branch {state.default_branch}"
            if state.tip(source, f"refs/heads/{branch}") != head_sha:
                state.pushed(source, branch, head_sha, account, at=moment)
            number = len(state.issues) + 1
            pull = Pull(source, branch, head_sha, state.default_branch, base, [head_sha])
            state.issues[number] = Issue(
                number, state.id(), account, title, body, moment, moment, pull=pull
            )
            self._point(number, pull)
            return number

    def push(
        self,
        number: int,
        head_sha: str,
        at: datetime | None = None,
        *,
        force: bool | None = None,
        account: str | None = None,
    ) -> None:
        """Push to the branch of a pull request; one that is closed takes no notice.

        Unless told, a push is a forced one if Git knows both commits and the new one does not come
        after the old one.
        """
        with self._lock:
            issue, pull = self._pull(number)
            git, moment = self.state.git, self.state.stamp(at)
            old = self.state.tip(pull.repository, f"refs/heads/{pull.branch}") or pull.sha
            if force is None:
                known = git.kind(old) == git.kind(head_sha) == "commit"
                force = known and not git.is_ancestor(old, head_sha)
            self.state.pushed(
                pull.repository,
                pull.branch,
                head_sha,
                account or issue.account,
                kind="force_push" if force else "push",
                at=moment,
            )
            if issue.state == "open":
                self._take(number, head_sha, moment)

    def close(
        self,
        number: int,
        merged: bool = False,  # noqa: FBT001, FBT002 - a test names it
        merge_sha: str | None = None,
        at: datetime | None = None,
        *,
        account: str | None = None,
    ) -> None:
        """Close a pull request or an issue; the base goes to the commit that merged it."""
        with self._lock:
            state, moment = self.state, self.state.stamp(at)
            issue, who = state.issues[number], account or state.owner
            set_state(issue, "closed", moment, who)
            state.touch(number, moment)
            if merged:
                issue, pull = self._pull(number)
                pull.merged, pull.merge_sha = moment, merge_sha
                base = f"refs/heads/{pull.base}"
                old = state.git.reference(base)
                if merge_sha and merge_sha != old and state.git.kind(merge_sha) == "commit":
                    state.git.point(base, merge_sha)
                    how = {"before": old, "kind": "pr_merge"}
                    state.pushed(state.repository, pull.base, merge_sha, who, at=moment, **how)

    def reopen(self, number: int, at: datetime | None = None) -> None:
        """Open a pull request or an issue again, with what was pushed in between."""
        with self._lock:
            issue, moment = self.state.issues[number], self.state.stamp(at)
            pull = issue.pull
            assert not (pull and pull.merged), "what was merged stays closed"
            set_state(issue, "open", moment, None)
            self.state.touch(number, moment)
            tip = pull and self.state.tip(pull.repository, f"refs/heads/{pull.branch}")
            if pull and tip and tip != pull.sha:
                self._take(number, tip, moment)

    def comment_as(self, account: str, number: int, body: str) -> int:
        """Write a comment; return its number."""
        with self._lock:
            return add_comment(self.state, account, number, body).id

    def delete_fork(self, number: int) -> None:
        """Delete the fork that a pull request comes from; the pull request stays."""
        with self._lock:
            self.state.deleted.add(self._pull(number)[1].repository)

    def comments(self, number: int) -> list[JSON]:
        """Return the comments on an issue or a pull request, as all these lists: in order."""
        found = [each for each in self.state.comments.values() if each.number == number]
        return self._shown(answers.comment(self.state, each) for each in found)

    def review_comments(self, number: int) -> list[JSON]:
        """Return the comments on lines of a pull request."""
        found = [each for each in self.state.review_comments.values() if each.number == number]
        return self._shown(answers.review_comment(self.state, each) for each in found)

    def labels(self, number: int) -> list[JSON]:
        """Return the labels of an issue or a pull request."""
        return self._shown(answers.labels(self.state, self.state.issues[number]))

    def statuses(self, sha: str | None = None) -> list[JSON]:
        """Return the statuses of a commit, or of all."""
        found = [each for each in self.state.statuses if sha in {None, each.sha}]
        return self._shown(answers.status(self.state, each) for each in found)

    def issues(self) -> list[JSON]:
        """Return the issues that are no pull requests."""
        found = [each for each in self.state.issues.values() if not each.pull]
        return self._shown(answers.issue(self.state, each) for each in found)

    def pulls(self) -> list[JSON]:
        """Return the pull requests."""
        found = [each for each in self.state.issues.values() if each.pull]
        return self._shown(answers.pull(self.state, each, whole=True) for each in found)

    def activity(self, repository: str | None = None) -> list[JSON]:
        """Return the pushes to a repository or a fork."""
        wanted = repository or self.state.repository
        found = [each for each in self.state.pushes if each.repository == wanted]
        return self._shown(answers.push(self.state, each) for each in found)

    def _shown(self, records: Iterable[JSON]) -> list[JSON]:
        with self._lock:
            copied: list[dict[str, Any]] = json.loads(json.dumps(list(records)))
        return copied

    def _pull(self, number: int) -> tuple[Issue, Pull]:
        issue = self.state.issues[number]
        assert issue.pull, f"#{number} is no pull request"
        return issue, issue.pull

    def _take(self, number: int, sha: str, at: datetime) -> None:
        """Let a pull request go to another commit, and the comments on its lines with it."""
        pull = self._pull(number)[1]
        pull.sha = sha
        pull.heads.append(sha)
        self.state.touch(number, at)
        self._point(number, pull)
        for each in self.state.review_comments.values():
            if each.number == number:
                follow(self.state, pull, each)

    def _point(self, number: int, pull: Pull) -> None:
        git = self.state.git
        if git.kind(pull.sha) == "commit":
            git.point(f"refs/pull/{number}/head", pull.sha)
            if pull.repository == self.state.repository:
                git.point(f"refs/heads/{pull.branch}", pull.sha)
