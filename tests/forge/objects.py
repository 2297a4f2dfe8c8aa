"""References and objects of the repository, and the starting of workflows."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.forge import answers
from tests.forge.plumbing import Person
from tests.forge.skeletons import make
from tests.forge.state import JSON, State
from tests.forge.web import Answer, RefusalError, Request, handles, missing, served


@handles("git/get-ref")
def get_ref(state: State, request: Request) -> Answer:
    return Answer(200, _reference(state, f"refs/{request.parameters['ref']}"))


@handles("git/create-ref")
def create_ref(state: State, request: Request) -> Answer:
    name, sha, git = request.body["ref"], request.body["sha"], state.git
    if not name.startswith("refs/") or name.count("/") < 2 or not git.is_well_formed(name):
        raise RefusalError(422, "Reference name must start with 'refs/' and have two slashes.")
    if git.reference(name):
        raise RefusalError(422, "Reference already exists")
    kind = git.kind(sha)
    if kind is None or (kind != "commit" and name.startswith("refs/heads/")):
        raise RefusalError(422, "Object does not exist")
    git.point(name, sha)
    at = state.stamp()
    if name.startswith("refs/heads/"):
        branch = name.removeprefix("refs/heads/")
        state.pushed(state.repository, branch, sha, request.account, kind="branch_creation", at=at)
    return Answer(201, _reference(state, name))


@handles("git/create-blob")
def create_blob(state: State, request: Request) -> Answer:
    encoding, text = request.body.get("encoding", "utf-8"), request.body["content"]
    if encoding not in {"utf-8", "base64"}:
        raise RefusalError(422, f"{encoding} is no encoding")
    sha = state.git.blob(unpacked(text) if encoding == "base64" else text.encode())
    state.stamp()
    return Answer(201, make("short-blob", sha=sha, url=answers.here(state, "git/blobs", sha)))


@handles("git/create-tree")
def create_tree(state: State, request: Request) -> Answer:
    git, base = state.git, request.body.get("base_tree")
    if base is not None and git.kind(base) not in {"tree", "commit"}:
        raise RefusalError(422, "base_tree is not a valid tree")
    lines: list[tuple[str, str | None, str]] = []
    for each in request.body["tree"]:
        sha = git.blob(each["content"].encode()) if "content" in each else each.get("sha")
        if sha is not None and git.kind(sha) is None:
            raise RefusalError(422, f"tree.sha {sha} is not a valid {each.get('type', 'blob')}")
        lines.append((each.get("mode", "100644"), sha, each["path"]))
    made = git.tree(base, lines)
    state.stamp()
    shown = [
        {
            "path": each.path,
            "mode": each.mode,
            "type": each.kind,
            "sha": each.sha,
            "url": answers.here(state, "git", f"{each.kind}s", each.sha),
        }
        | ({"size": each.size} if each.kind == "blob" else {})
        for each in git.entries(made)
    ]
    url = answers.here(state, "git/trees", made)
    return Answer(201, make("git-tree", sha=made, url=url, truncated=False, tree=shown))


@handles("git/create-commit")
def create_commit(state: State, request: Request) -> Answer:
    given, git = request.body, state.git
    served(given, "message", "tree", "parents", "author", "committer")
    if git.kind(given["tree"]) != "tree":
        raise RefusalError(422, "Tree SHA does not exist")
    parents = given.get("parents", [])
    if any(git.kind(each) != "commit" for each in parents):
        raise RefusalError(422, "Parent SHA does not exist or is not a commit object")
    at = state.stamp()
    author = person(state, given.get("author"), request.account, at)
    committer = person(state, given.get("committer") or given.get("author"), request.account, at)
    sha = git.commit(given["tree"], parents, given["message"], author, committer)
    shown = shown_commit(state, sha, given["tree"], parents, given["message"], author, committer)
    return Answer(201, make("git-commit", **shown))


@handles("actions/create-workflow-dispatch")
def dispatch(state: State, request: Request) -> Answer:
    served(request.body, "ref", "inputs")
    if state.git.commit_of(request.body["ref"]) is None:
        raise RefusalError(422, f"No ref found for: {request.body['ref']}")
    workflow = {"workflow": request.parameters["workflow_id"], "account": request.account}
    state.dispatches.append({**workflow, "inputs": {}, **request.body})
    state.stamp()
    return Answer(204)


def unpacked(text: str) -> bytes:
    """Return what Base64 stands for, lines and all."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        raise RefusalError(422, "content is not valid Base64") from None


def person(state: State, given: Mapping[str, Any] | None, account: str, at: datetime) -> Person:
    """Return who makes a commit: whom the request names, or the account that asks."""
    if given is None:
        number = state.account_id(account)
        return Person(account, f"{number}+{account}@users.noreply.github.com", at)
    when = datetime.fromisoformat(given["date"]) if "date" in given else at
    return Person(given["name"], given["email"], when)


def shown_commit(
    state: State,
    sha: str,
    tree: str,
    parents: list[str],
    message: str,
    author: Person,
    committer: Person,
) -> JSON:
    """Return what answers tell of a commit."""
    page = f"{answers.SITE}/{state.repository}/commit"
    who = {
        role: {"name": each.name, "email": each.email, "date": each.date}
        for role, each in (("author", author), ("committer", committer))
    }
    return {
        **who,
        "sha": sha,
        "url": answers.here(state, "git/commits", sha),
        "html_url": f"{page}/{sha}",
        "message": message,
        "tree": {"sha": tree, "url": answers.here(state, "git/trees", tree)},
        "parents": [
            {
                "sha": each,
                "url": answers.here(state, "git/commits", each),
                "html_url": f"{page}/{each}",
            }
            for each in parents
        ],
    }


def _reference(state: State, name: str) -> JSON:
    sha = state.git.reference(name)
    if sha is None:
        raise missing()
    kind = state.git.kind(sha) or ""
    url = answers.here(state, "git", f"{kind}s", sha)
    shown = {"type": kind, "sha": sha, "url": url}
    return make("git-ref", ref=name, url=answers.here(state, "git", name), object=shown)
