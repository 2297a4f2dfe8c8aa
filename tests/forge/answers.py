"""Records as GitHub shows them: real values over the skeletons of the description."""

from datetime import UTC, datetime
from typing import Final

from tests.forge.skeletons import make
from tests.forge.state import JSON, Comment, Issue, Pull, Push, ReviewComment, State, Status

SITE: Final = "https://github.com"


def zulu(at: datetime | None) -> str | None:
    """Return a time as GitHub writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None


def user(state: State, login: str | None) -> JSON | None:
    """Return an account; None stands for nobody."""
    if login is None:
        return None
    kind = "Bot" if login.endswith("[bot]") else "User"
    return make(
        "simple-user",
        login=login,
        id=state.account_id(login),
        type=kind,
        url=f"{state.url}/users/{login}",
        html_url=f"{SITE}/{login}",
    )


def repository(state: State, full_name: str) -> JSON | None:
    """Return a repository or a fork; None if it was deleted."""
    if full_name in state.deleted:
        return None
    owner, name = full_name.split("/")
    return make(
        "repository",
        id=state.repository_id(full_name),
        name=name,
        full_name=full_name,
        owner=user(state, owner),
        private=False,
        fork=full_name != state.repository,
        url=f"{state.url}/repos/{full_name}",
        html_url=f"{SITE}/{full_name}",
        default_branch=state.default_branch,
    )


def here(state: State, *parts: object) -> str:
    """Return an address of the API below the repository."""
    return "/".join([state.url, "repos", state.repository, *map(str, parts)])


def label(state: State, name: str) -> JSON:
    """Return a label; those made in passing are grey and say nothing of themselves."""
    return make(
        "label",
        id=state.labels[name],
        url=here(state, "labels", name),
        name=name,
        description=None,
        color="ededed",
        default=False,
    )


def labels(state: State, issue: Issue) -> list[JSON]:
    """Return the labels of an issue."""
    return [label(state, each) for each in issue.labels]


def status(state: State, of: Status) -> JSON:
    """Return a status."""
    return make(
        "status",
        id=of.id,
        url=here(state, "statuses", of.sha),
        state=of.state,
        context=of.context,
        description=of.description,
        target_url=of.target_url,
        created_at=zulu(of.at),
        updated_at=zulu(of.at),
        creator=user(state, of.account),
    )


def push(state: State, of: Push) -> JSON:
    """Return a push as the list of activities has it."""
    return make(
        "activity",
        id=of.id,
        ref=of.ref,
        before=of.before,
        after=of.after,
        timestamp=zulu(of.at),
        activity_type=of.kind,
        actor=user(state, of.account),
    )


def comment(state: State, of: Comment) -> JSON:
    """Return a comment on an issue or a pull request."""
    kind = "pull" if state.issues[of.number].pull else "issues"
    return make(
        "issue-comment",
        **_written(state, of),
        url=here(state, "issues", "comments", of.id),
        html_url=f"{SITE}/{state.repository}/{kind}/{of.number}#issuecomment-{of.id}",
        issue_url=here(state, "issues", of.number),
    )


def review_comment(state: State, of: ReviewComment) -> JSON:
    """Return a comment on lines; ``position`` is not counted, it is there or it is not."""
    optional = {"in_reply_to_id": of.answers} if of.answers else {}
    page = f"{SITE}/{state.repository}/pull/{of.number}#discussion_r{of.id}"
    urls = {
        "self": here(state, "pulls", "comments", of.id),
        "html": page,
        "pull_request": here(state, "pulls", of.number),
    }
    return make(
        "pull-request-review-comment",
        **_written(state, of),
        **optional,
        url=urls["self"],
        html_url=page,
        pull_request_url=urls["pull_request"],
        _links={key: {"href": each} for key, each in urls.items()},
        path=of.path,
        commit_id=of.commit,
        original_commit_id=of.original_commit,
        subject_type=of.subject,
        side=of.side,
        line=of.line,
        position=1 if of.line or of.subject == "file" else None,
        original_line=of.original_line or 1,
        start_line=of.start_line,
        original_start_line=of.start_line,
        start_side=of.start_side,
    )


def issue(state: State, of: Issue) -> JSON:
    """Return an issue, or a pull request among the issues."""
    parts: JSON = {}
    if of.pull:
        pages = f"{SITE}/{state.repository}/pull/{of.number}"
        parts["pull_request"] = {
            "url": here(state, "pulls", of.number),
            "html_url": pages,
            "diff_url": f"{pages}.diff",
            "patch_url": f"{pages}.patch",
            "merged_at": zulu(of.pull.merged),
        }
        parts["draft"] = False
    return make(
        "issue",
        **_shared(state, of),
        **parts,
        url=here(state, "issues", of.number),
        repository_url=here(state),
        html_url=f"{SITE}/{state.repository}/{'pull' if of.pull else 'issues'}/{of.number}",
        state_reason=of.state_reason,
        comments=sum(each.number == of.number for each in state.comments.values()),
        closed_by=user(state, of.closed_by),
    )


def pull(state: State, of: Issue, *, whole: bool) -> JSON:
    """Return a pull request, whole or as lists have it."""
    assert of.pull
    found = {
        **_shared(state, of),
        "url": here(state, "pulls", of.number),
        "html_url": f"{SITE}/{state.repository}/pull/{of.number}",
        "issue_url": here(state, "issues", of.number),
        "statuses_url": here(state, "statuses", of.pull.sha),
        "comments_url": here(state, "issues", of.number, "comments"),
        "review_comments_url": here(state, "pulls", of.number, "comments"),
        "merged_at": zulu(of.pull.merged),
        "merge_commit_sha": of.pull.merge_sha,
        "draft": False,
        "head": _end(state, of.pull.repository, of.pull.branch, of.pull.sha),
        "base": _end(state, state.repository, of.pull.base, of.pull.base_sha),
    }
    if not whole:
        return make("pull-request-simple", **found)
    return make(
        "pull-request",
        **found,
        **_counts(state, of, of.pull),
        merged=of.pull.merged is not None,
        merged_by=user(state, of.closed_by if of.pull.merged else None),
    )


def _counts(state: State, of: Issue, pull: Pull) -> JSON:
    lines = [each for each in state.review_comments.values() if each.number == of.number]
    return {
        "comments": sum(each.number == of.number for each in state.comments.values()),
        "review_comments": len(lines),
        "commits": len(pull.heads),
    }


def _end(state: State, full_name: str, branch: str, sha: str) -> JSON:
    owner = full_name.partition("/")[0]
    return {
        "label": f"{owner}:{branch}",
        "ref": branch,
        "sha": sha,
        "repo": repository(state, full_name),
        "user": user(state, owner),
    }


def _written(state: State, of: Comment) -> JSON:
    return {
        "id": of.id,
        "body": of.body,
        "user": user(state, of.account),
        "created_at": zulu(of.created),
        "updated_at": zulu(of.updated),
        "author_association": "OWNER" if of.account == state.owner else "NONE",
    }


def _shared(state: State, of: Issue) -> JSON:
    return {
        "id": of.id,
        "number": of.number,
        "state": of.state,
        "locked": False,
        "title": of.title,
        "body": of.body,
        "user": user(state, of.account),
        "labels": labels(state, of),
        "created_at": zulu(of.created),
        "updated_at": zulu(of.updated),
        "closed_at": zulu(of.closed),
        "author_association": "OWNER" if of.account == state.owner else "NONE",
    }
