"""Statuses of commits, and the pushes to a branch."""

import base64
from datetime import timedelta
from typing import Final

from tests.forge import answers
from tests.forge.plumbing import SHA
from tests.forge.state import Push, State, Status
from tests.forge.web import (
    Answer,
    RefusalError,
    Request,
    handles,
    linked,
    missing,
    page_of,
    size_of_page,
    within,
)

CONTEXT_LIMIT, DESCRIPTION_LIMIT = 255, 140
#: How many statuses one commit may have of one context.
STATUS_LIMIT: Final = 1000
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


@handles("repos/create-commit-status")
def create_status(state: State, request: Request) -> Answer:
    sha, given = request.parameters["sha"], request.body
    _need_commit(state, sha)
    context, description = given.get("context", "default"), given.get("description")
    within("Status", "description", description, DESCRIPTION_LIMIT)
    within("Status", "context", context, CONTEXT_LIMIT, blank=False)
    alike = [s for s in state.statuses if (s.sha, s.context) == (sha, context)]
    if len(alike) >= STATUS_LIMIT:
        message = "This SHA and context has reached the maximum number of statuses."
        raise RefusalError(422, "Validation Failed", errors=[message])
    url, at = given.get("target_url"), state.stamp()
    made = Status(state.id(), sha, given["state"], context, description, url, at, request.account)
    state.statuses.append(made)
    return Answer(201, answers.status(state, made))


@handles("repos/list-commit-statuses-for-ref")
def list_statuses(state: State, request: Request) -> Answer:
    name = request.parameters["ref"]
    sha = name if SHA.fullmatch(name) else state.git.commit_of(name) or name
    _need_commit(state, sha)
    found = [each for each in reversed(state.statuses) if each.sha == sha]
    return page_of(state, request, found, answers.status)


def _need_commit(state: State, sha: str) -> None:
    """Refuse a commit that neither Git nor a pull request knows."""
    heads = (each.pull.heads for each in state.issues.values() if each.pull)
    if state.git.kind(sha) != "commit" and not any(sha in each for each in heads):
        raise RefusalError(422, f"No commit found for SHA: {sha}")


@handles("repos/list-activities")
def list_activities(state: State, request: Request) -> Answer:
    repository = "/".join(request.parameters[each] for each in ("owner", "repo"))
    forks = {each.pull.repository for each in state.issues.values() if each.pull}
    if repository not in {state.repository, *forks} or repository in state.deleted:
        raise missing()
    given = request.query
    branch = given.get("ref", "").removeprefix("refs/heads/")
    after = state.now - timedelta(days=_DAYS.get(given.get("time_period", ""), 0))
    found = [
        each
        for each in state.pushes
        if each.repository == repository
        and (not branch or each.ref == f"refs/heads/{branch}")
        and given.get("actor") in {None, each.account}
        and given.get("activity_type") in {None, each.kind}
        and ("time_period" not in given or each.at >= after)
    ]
    found.sort(key=lambda each: (each.at, each.id), reverse=given.get("direction") != "asc")
    return _pushes(state, request, found)


def _pushes(state: State, request: Request, found: list[Push]) -> Answer:
    """Return a part of a list that is not counted by pages: marks say what it stands between."""
    size, marks = size_of_page(request), [_mark(each) for each in found]
    if "after" in request.query:
        start = _place(marks, request.query["after"]) + 1
    elif "before" in request.query:
        start = max(0, _place(marks, request.query["before"]) - size)
    else:
        start = 0
    shown = found[start : start + size]
    links = {}
    if start > 0:
        links["prev"] = {"before": marks[start]}
    if start + size < len(found):
        links["next"] = {"after": marks[start + size - 1]}
    return Answer(200, [answers.push(state, e) for e in shown], linked(state, request, links))


def _mark(push: Push) -> str:
    return base64.urlsafe_b64encode(f"push:{push.id}".encode()).decode()


def _place(marks: list[str], mark: str) -> int:
    try:
        return marks.index(mark)
    except ValueError:
        raise RefusalError(422, "before and after are marks out of a link") from None
