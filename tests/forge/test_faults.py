"""What the description does not allow, and what goes wrong on demand."""

import http.client
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.forge import answers
from tests.forge.conftest import REPOSITORY, Client
from tests.forge.openapi import Shape, description
from tests.forge.plumbing import Plumbing
from tests.forge.skeletons import minimal, skeleton
from tests.forge.standin import Forge, need_forge

SOME_SHA = "6" * 40


@pytest.mark.parametrize(
    ("method", "path", "body", "query", "fault"),
    [
        ("GET", "pulls", None, {"stat": "open"}, "no query parameter 'stat'"),
        ("GET", "pulls", None, {"state": "merged"}, "'state' cannot be 'merged'"),
        ("GET", "pulls", None, {"page": "hai"}, "'page' cannot be 'hai'"),
        ("GET", "pulls", None, {"page": [1, 2]}, "comes twice"),
        ("GET", "pulls/hai", None, {}, "'pull_number' cannot be 'hai'"),
        ("GET", "pulls", {}, {}, "has no body"),
        ("GET", "khong/co", None, {}, "none of the operations"),
        ("POST", f"statuses/{SOME_SHA}", {"state": "đạt"}, {}, "state: "),
        ("POST", f"statuses/{SOME_SHA}", {"state": "success", "note": "x"}, {}, "note"),
        ("POST", "issues/1/comments", {}, {}, "body"),
        ("POST", "issues/1/comments", None, {}, "the body is missing"),
        ("POST", "issues/1/labels", ["đạt"], {}, "body"),
        ("POST", "issues", {"title": "x", "milestone": 1}, {}, "does not serve milestone"),
    ],
)
def test_violations_are_recorded(
    forge: Forge,
    client: Client,
    number: int,
    method: str,
    path: str,
    body: Any,
    query: Any,
    fault: str,
) -> None:
    client.well(422, method, path, body, **query)
    assert len(forge.violations) == 1
    assert fault in forge.violations.pop()
    assert forge.comments(number) == forge.labels(number) == forge.statuses() == []


def test_a_body_that_is_no_json(forge: Forge) -> None:
    url = f"{forge.url}/repos/{REPOSITORY}/issues"
    headers = {"Authorization": "Bearer gate-token"}
    assert requests.post(url, data="{", headers=headers, timeout=10).status_code == 422
    assert "not JSON" in forge.violations.pop()


def test_own_answers_are_checked(
    forge: Forge, client: Client, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "comment", lambda *_: {"id": "một"})
    client.well(422, "POST", f"issues/{number}/comments", {"body": "x"})
    assert "answer 201" in forge.violations.pop()
    monkeypatch.setattr(answers, "comment", lambda *_: 1 // 0)
    client.well(500, "POST", f"issues/{number}/comments", {"body": "x"})
    assert "ZeroDivisionError" in forge.violations.pop()


@pytest.mark.parametrize("kind", [403, 429, 500, 502])
def test_an_answer_that_is_none(forge: Forge, client: Client, number: int, kind: int) -> None:
    forge.fail("POST", r"/issues/\d+/comments$", kind, times=2)
    path, body = f"issues/{number}/comments", {"body": "x"}
    answers = [client.ask("POST", path, body) for _ in range(3)]
    assert [each.status_code for each in answers] == [kind, kind, 201]
    assert len(forge.comments(number)) == 1
    if kind in {403, 429}:
        assert answers[0].headers["retry-after"] == "0"
        assert answers[0].headers["x-ratelimit-remaining"] == "0"
    assert len(forge.calls) == 3


@pytest.mark.parametrize(("kind", "kept"), [("timeout", 0), ("reset", 0), ("lost", 1)])
def test_no_answer(forge: Forge, client: Client, number: int, kind: Any, kept: int) -> None:
    forge.patience = 0.2
    forge.fail("POST", "comments", kind)
    start = time.monotonic()
    with pytest.raises(requests.ConnectionError) as caught:
        client.ask("POST", f"issues/{number}/comments", {"body": "x"})
    assert ("reset" in str(caught.value).lower()) == (kind == "reset")
    assert (time.monotonic() - start >= forge.patience) == (kind == "timeout")
    assert len(forge.comments(number)) == kept
    client.well(201, "POST", f"issues/{number}/comments", {"body": "x"})


def test_leaving_does_not_wait(git: Plumbing) -> None:
    need_forge()
    start = time.monotonic()
    with Forge(git.folder, REPOSITORY) as forge:
        forge.patience = 30
        forge.fail("GET", "/pulls", "timeout")
        connection = http.client.HTTPConnection(forge.url.removeprefix("http://"), timeout=0.1)
        connection.request("GET", f"/repos/{REPOSITORY}/pulls")
        with pytest.raises(TimeoutError):
            connection.getresponse()
        kept_alive = http.client.HTTPConnection(forge.url.removeprefix("http://"), timeout=5)
        kept_alive.request("GET", f"/repos/{REPOSITORY}/pulls")
        assert kept_alive.getresponse().read()
    assert time.monotonic() - start < forge.patience / 3
    connection.close()
    kept_alive.close()


def test_a_client_without_a_name(forge: Forge) -> None:
    connection = http.client.HTTPConnection(forge.url.removeprefix("http://"), timeout=10)
    headers = {"Authorization": "Bearer gate-token"}
    connection.request("GET", f"/repos/{REPOSITORY}/pulls", headers=headers)
    assert connection.getresponse().status == 403
    connection.close()


def test_skeletons_are_valid() -> None:
    need_forge()
    known = description()
    for name, schema in known.components.items():
        assert not Shape(schema, known.components).faults(skeleton(name)), name
    for operation in known.operations.values():
        for status, shape in operation.answers.items():
            if shape:
                operation.check_answer(status, minimal(shape.schema))


def test_where_the_description_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.forge.standin.FILE", Path("không-có"))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="@octokit/openapi"):
        need_forge()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="@octokit/openapi"):
        need_forge()
