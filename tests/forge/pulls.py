"""Pull requests and the comments on their lines."""

from typing import Any

from tests.forge import answers
from tests.forge.plumbing import PlumbingError
from tests.forge.state import Issue, Pull, ReviewComment, State
from tests.forge.web import (
    BODY_LIMIT,
    Answer,
    Request,
    handles,
    invalid,
    missing,
    page_of,
    served,
    since,
    within,
)


def pull_of(state: State, request: Request) -> tuple[Issue, Pull]:
    """Return the pull request that a path names; an issue is none."""
    found = state.issues.get(request.number("pull_number"))
    if found is None or found.pull is None:
        raise missing()
    return found, found.pull


@handles("pulls/list")
def list_pulls(state: State, request: Request) -> Answer:
    standing, order = request.query.get("state", "open"), request.query.get("sort", "created")
    if order not in {"created", "updated"}:
        served({f"sort={order}": order})
    usual = "desc" if order == "created" else "asc"
    found = [
        each
        for each in state.issues.values()
        if each.pull
        and standing in {"all", each.state}
        and request.query.get("base") in {None, each.pull.base}
        and request.query.get("head") in {None, _head(each.pull)}
    ]
    found.sort(
        key=lambda each: (each.updated if order == "updated" else each.created, each.number),
        reverse=request.query.get("direction", usual) == "desc",
    )
    return page_of(state, request, found, lambda *each: answers.pull(*each, whole=False))


@handles("pulls/get")
def get_pull(state: State, request: Request) -> Answer:
    return Answer(200, answers.pull(state, pull_of(state, request)[0], whole=True))


@handles("pulls/list-review-comments")
def list_review_comments(state: State, request: Request) -> Answer:
    number = pull_of(state, request)[0].number
    found = [each for each in state.review_comments.values() if each.number == number]
    found = since(request, found, lambda each: each.updated)
    order = request.query.get("sort")
    found.sort(
        key=lambda each: (each.updated if order == "updated" else each.created, each.id),
        reverse=order is not None and request.query.get("direction") == "desc",
    )
    return page_of(state, request, found, answers.review_comment)


@handles("pulls/create-review-comment")
def create_review_comment(state: State, request: Request) -> Answer:
    issue, pull = pull_of(state, request)
    given = request.body
    names = ("body", "commit_id", "path", "line", "side", "start_line", "start_side")
    served(given, *names, "subject_type", "in_reply_to")
    within("PullRequestReviewComment", "body", given["body"], BODY_LIMIT, blank=False)
    if given["commit_id"] not in pull.heads:
        raise invalid("PullRequestReviewComment", "commit_id", "is not part of the pull request")
    _check_lines(state, pull, given)
    at = state.stamp()
    made = ReviewComment(
        id=state.id(),
        number=issue.number,
        account=request.account,
        body=given["body"],
        created=at,
        updated=at,
        path=given["path"],
        commit=given["commit_id"],
        original_commit=given["commit_id"],
        subject=given.get("subject_type", "line"),
        side=given.get("side", "RIGHT"),
        line=given.get("line"),
        original_line=given.get("line"),
        start_line=given.get("start_line"),
        start_side=given.get("start_side", given.get("side", "RIGHT"))
        if "start_line" in given
        else None,
        answers=given.get("in_reply_to"),
    )
    state.review_comments[made.id] = made
    follow(state, pull, made)
    state.touch(issue.number, at)
    return Answer(201, answers.review_comment(state, made))


@handles("pulls/delete-review-comment")
def delete_review_comment(state: State, request: Request) -> Answer:
    found = state.review_comments.pop(request.number("comment_id"), None)
    if found is None:
        raise missing()
    state.touch(found.number, state.stamp())
    return Answer(204)


def follow(state: State, pull: Pull, comment: ReviewComment) -> None:
    """Let a comment go along with the last push; it loses its line if its file has changed."""
    if comment.commit != pull.sha and comment.line is not None:
        before, after = (_blob(state, each, comment.path) for each in (comment.commit, pull.sha))
        if before is None or before != after:
            comment.line = None
        else:
            comment.commit = pull.sha


def _blob(state: State, commit: str, path: str) -> str | None:
    if state.git.kind(commit) != "commit":
        return None
    return next((each.sha for each in state.git.entries(commit, path)), None)


def _check_lines(state: State, pull: Pull, given: dict[str, Any]) -> None:
    """Refuse lines that the pull request does not show; Git tells if it has the commits."""
    resource = "PullRequestReviewComment"
    if given.get("subject_type") == "file" or "in_reply_to" in given:
        return
    if "line" not in given:
        raise invalid(resource, "line", "wasn't supplied", "missing_field")
    if any(state.git.kind(each) != "commit" for each in (pull.base_sha, given["commit_id"])):
        return
    try:
        hunks = state.git.hunks(pull.base_sha, given["commit_id"], given["path"])
    except PlumbingError:
        return  # the histories have nothing in common
    if not hunks:
        raise invalid(resource, "path", "could not be resolved")
    side = given.get("side", "RIGHT")
    places = {"line": side, "start_line": given.get("start_side", side)}
    for name, where in places.items():
        if name in given and not any(given[name] in hunk[where] for hunk in hunks):
            raise invalid(resource, name, "must be part of the diff")


def _head(pull: Pull) -> str:
    return f"{pull.repository.split('/')[0]}:{pull.branch}"
