"""Issues, their comments and their labels; pull requests are issues here."""

from datetime import datetime
from typing import Any, Final

from tests.forge import answers
from tests.forge.state import Comment, Issue, State
from tests.forge.web import (
    BODY_LIMIT,
    Answer,
    RefusalError,
    Request,
    handles,
    invalid,
    missing,
    page_of,
    served,
    since,
    within,
)

TITLE_LIMIT: Final = 256
LABEL_LIMIT: Final = 50


def issue_of(state: State, request: Request) -> Issue:
    """Return the issue that a path names."""
    found = state.issues.get(request.number("issue_number"))
    if found is None:
        raise missing()
    return found


def add_comment(state: State, account: str, number: int, body: str) -> Comment:
    """Write a comment."""
    within("IssueComment", "body", body, BODY_LIMIT, blank=False)
    at = state.stamp()
    made = Comment(state.id(), number, account, body, at, at)
    state.comments[made.id] = made
    state.touch(number, at)
    return made


@handles("issues/list-comments")
def list_comments(state: State, request: Request) -> Answer:
    number = issue_of(state, request).number
    found = [each for each in state.comments.values() if each.number == number]
    found = since(request, found, lambda each: each.updated)
    return page_of(state, request, found, answers.comment)


@handles("issues/create-comment")
def create_comment(state: State, request: Request) -> Answer:
    number = issue_of(state, request).number
    made = add_comment(state, request.account, number, request.body["body"])
    return Answer(201, answers.comment(state, made))


@handles("issues/update-comment")
def update_comment(state: State, request: Request) -> Answer:
    found = state.comments.get(request.number("comment_id"))
    if found is None:
        raise missing()
    within("IssueComment", "body", request.body["body"], BODY_LIMIT, blank=False)
    found.body = request.body["body"]
    found.updated = state.stamp()
    state.touch(found.number, found.updated)
    return Answer(200, answers.comment(state, found))


@handles("issues/list-labels-on-issue")
def list_labels(state: State, request: Request) -> Answer:
    return page_of(state, request, issue_of(state, request).labels, answers.label)


@handles("issues/add-labels")
def add_labels(state: State, request: Request) -> Answer:
    issue = issue_of(state, request)
    served(request.body or {}, "labels")
    names = _names((request.body or {}).get("labels", []))
    added = [each for each in _known(state, names) if each not in issue.labels]
    if added:
        issue.labels += added
        state.touch(issue.number, state.stamp())
    return Answer(200, answers.labels(state, issue))


@handles("issues/remove-label")
def remove_label(state: State, request: Request) -> Answer:
    issue = issue_of(state, request)
    wanted = request.parameters["name"].casefold()
    left = [each for each in issue.labels if each.casefold() != wanted]
    if left == issue.labels:
        raise RefusalError(404, "Label does not exist")
    issue.labels = left
    state.touch(issue.number, state.stamp())
    return Answer(200, answers.labels(state, issue))


@handles("issues/list-for-repo")
def list_issues(state: State, request: Request) -> Answer:
    names = ("labels", "state", "creator", "sort", "direction", "since", "per_page", "page")
    served(request.query, *names)
    wanted = {each.casefold() for each in request.query.get("labels", "").split(",") if each}
    standing = request.query.get("state", "open")
    creator = request.query.get("creator")
    found = [
        each
        for each in since(request, state.issues.values(), lambda each: each.updated)
        if standing in {"all", each.state}
        and wanted <= {name.casefold() for name in each.labels}
        and creator in {None, each.account}
    ]
    order = request.query.get("sort", "created")
    if order == "comments":
        served({"sort=comments": order})
    found.sort(
        key=lambda each: (each.updated if order == "updated" else each.created, each.number),
        reverse=request.query.get("direction", "desc") == "desc",
    )
    return page_of(state, request, found, answers.issue)


@handles("issues/create")
def create_issue(state: State, request: Request) -> Answer:
    served(request.body, "title", "body", "labels")
    title, body = str(request.body["title"]), request.body.get("body")
    _check(title, body)
    names = _known(state, _names(request.body.get("labels", [])))
    at = state.stamp()
    number = len(state.issues) + 1
    issue = Issue(number, state.id(), request.account, title, body, at, at, names)
    state.issues[number] = issue
    return Answer(201, answers.issue(state, issue))


@handles("issues/update")
def update_issue(state: State, request: Request) -> Answer:
    issue, given = issue_of(state, request), request.body or {}
    served(given, "title", "body", "labels", "state", "state_reason")
    title = issue.title if given.get("title") is None else str(given["title"])
    body = given.get("body", issue.body)
    _check(title, body)
    if issue.pull and issue.pull.merged and given.get("state") == "open":
        raise invalid("PullRequest", "state", "cannot be changed. The pull request was merged.")
    if "labels" in given:
        issue.labels = _known(state, _names(given["labels"]))
    issue.title, issue.body, at = title, body, state.stamp()
    if given.get("state", issue.state) != issue.state:
        set_state(issue, given["state"], at, request.account, given.get("state_reason"))
    state.touch(issue.number, at)
    return Answer(200, answers.issue(state, issue))


def set_state(
    issue: Issue, to: str, at: datetime, account: str | None, reason: str | None = None
) -> None:
    """Close an issue, or open it again."""
    is_closed = to == "closed"
    usual = "completed" if is_closed else "reopened"
    issue.state = to
    issue.state_reason = None if issue.pull else reason or usual
    issue.closed, issue.closed_by = (at, account) if is_closed else (None, None)


def _check(title: str, body: str | None) -> None:
    within("Issue", "title", title, TITLE_LIMIT, blank=False)
    within("Issue", "body", body, BODY_LIMIT)


def _names(given: list[Any]) -> list[str]:
    """Return the names of labels, each a text or an object with a name and nothing else of use."""
    for each in given:
        if isinstance(each, dict):
            served(each, "name")
    return [each["name"] if isinstance(each, dict) else each for each in given]


def _known(state: State, names: list[str]) -> list[str]:
    for each in names:
        within("Label", "name", each, LABEL_LIMIT, blank=False)
    return list(dict.fromkeys(state.label(each) for each in names))
