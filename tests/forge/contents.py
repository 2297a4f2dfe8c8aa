"""Files of the repository: reading them, and writing one with a commit."""

import base64
from pathlib import PurePosixPath
from typing import Final

from tests.forge import answers
from tests.forge.objects import person, shown_commit, unpacked
from tests.forge.plumbing import Entry
from tests.forge.skeletons import make
from tests.forge.state import JSON, State
from tests.forge.web import Answer, RefusalError, Request, handles, missing, served

#: Files above this size have no content in JSON, only as they are.
_SHOWN: Final = 1024 * 1024
#: How long the lines of Base64 are.
_WIDTH: Final = 60


@handles("repos/get-content")
def get_content(state: State, request: Request) -> Answer:
    ref = request.query.get("ref", state.default_branch)
    commit = state.git.commit_of(ref)
    if commit is None:
        raise RefusalError(404, f"No commit found for the ref {ref}")
    path = request.parameters["path"].strip("/")
    entry = next(iter(state.git.entries(commit, path)), None)
    if entry is None:
        raise missing()
    if entry.kind == "tree":
        inside = state.git.entries(entry.sha)
        return Answer(200, [_directory_entry(state, path, each, ref) for each in inside])
    if entry.mode not in {"100644", "100755"}:
        served({"links and other repositories": path})
    raw = state.git.read(entry.sha)
    if "application/vnd.github.raw" in request.accept:
        return Answer(200, raw)
    is_shown = entry.size <= _SHOWN
    text = base64.b64encode(raw).decode() if is_shown else ""
    lines = [f"{text[at : at + _WIDTH]}\n" for at in range(0, len(text), _WIDTH)]
    return Answer(
        200,
        make(
            "content-file",
            **_file(state, path, entry, ref),
            type="file",
            encoding="base64" if is_shown else "none",
            content="".join(lines),
        ),
    )


@handles("repos/create-or-update-file-contents")
def put_content(state: State, request: Request) -> Answer:
    git, given, path = state.git, request.body, request.parameters["path"]
    branch = given.get("branch", state.default_branch)
    tip = git.reference(f"refs/heads/{branch}")
    if tip is None:
        raise RefusalError(404, f"Branch {branch} not found")
    if path != "/".join(PurePosixPath(path).parts) or {".", ".."} & set(path.split("/")):
        raise RefusalError(422, "path contains a malformed path component")
    raw = unpacked(given["content"])
    before = next(iter(git.entries(tip, path)), None)
    if before is not None and "sha" not in given:
        raise RefusalError(422, 'Invalid request.\n\n"sha" was not supplied.')
    if "sha" in given and (before is None or before.sha != given["sha"]):
        raise RefusalError(409, f"{path} does not match {given['sha']}")
    at = state.stamp()
    committer = person(state, given.get("committer"), request.account, at)
    author = person(state, given.get("author") or given.get("committer"), request.account, at)
    tree = git.tree(tip, [(before.mode if before else "100644", git.blob(raw), path)])
    commit = git.commit(tree, [tip], given["message"], author, committer)
    git.point(f"refs/heads/{branch}", commit)
    state.pushed(state.repository, branch, commit, request.account, before=tip, at=at)
    entry = git.entries(commit, path)[0]
    body = {
        "content": {**_file(state, path, entry, branch), "type": "file"},
        "commit": shown_commit(state, commit, tree, [tip], given["message"], author, committer),
    }
    return Answer(200 if before else 201, make("file-commit", **body))


def _file(state: State, path: str, entry: Entry, ref: str) -> JSON:
    """Return what lists of files and single files have in common."""
    url = f"{answers.here(state, 'contents', path)}?ref={ref}"
    page = f"{answers.SITE}/{state.repository}/blob/{ref}/{path}"
    blob = answers.here(state, "git", f"{entry.kind}s", entry.sha)
    return {
        "name": PurePosixPath(path).name,
        "path": path,
        "sha": entry.sha,
        "size": entry.size,
        "url": url,
        "html_url": page,
        "git_url": blob,
        "_links": {"self": url, "git": blob, "html": page},
    }


def _directory_entry(state: State, folder: str, entry: Entry, ref: str) -> JSON:
    kinds = {"tree": "dir", "commit": "submodule"}
    kind = "symlink" if entry.mode == "120000" else kinds.get(entry.kind, "file")
    path = f"{folder}/{PurePosixPath(entry.path).name}"
    return {**_file(state, path, entry, ref), "type": kind, "download_url": None}
