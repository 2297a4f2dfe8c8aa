"""Each endpoint over HTTP, as a client of GitHub uses it."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.forge.conftest import REPOSITORY, Client, commit, numbered
from tests.forge.openapi import USED
from tests.forge.plumbing import Plumbing
from tests.forge.standin import Forge
from tests.forge.web import HANDLERS

PAPER = "thu-muc/a.txt"


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def logins(items: list[dict[str, Any]], key: str = "user") -> list[str]:
    return [each[key]["login"] for each in items]


def test_every_operation_has_a_handler() -> None:
    assert HANDLERS.keys() == USED


@pytest.mark.usefixtures("number")
def test_statuses_come_newest_first(forge: Forge, client: Client) -> None:
    sha = forge.pulls()[0]["head"]["sha"]
    for state in ("pending", "success"):
        body = {"state": state, "context": "thidua", "description": "x" * 140}
        made = client.well(201, "POST", f"statuses/{sha}", body)
        assert made["creator"]["login"] == "github-actions[bot]"
        assert made["creator"]["type"] == "Bot"
    listed = client.get(f"commits/{sha}/statuses")
    assert [each["state"] for each in listed] == ["success", "pending"]
    assert [each["state"] for each in forge.statuses(sha)] == ["pending", "success"]
    assert client.get("commits/heads/main/statuses") == []
    assert client.get(f"commits/{sha}/statuses", per_page=1, page=2)[0]["state"] == "pending"


@pytest.mark.parametrize(
    ("sha", "body"),
    [
        ("", {"state": "success", "description": "x" * 141}),
        ("", {"state": "success", "context": "x" * 256}),
        ("1" * 40, {"state": "success"}),
    ],
)
@pytest.mark.usefixtures("number")
def test_refused_statuses(forge: Forge, client: Client, sha: str, body: Any) -> None:
    client.well(422, "POST", f"statuses/{sha or forge.pulls()[0]['head']['sha']}", body)
    assert forge.statuses() == []


def test_pulls(forge: Forge, client: Client, number: int) -> None:
    forge.now += timedelta(hours=1)
    other = forge.open_pull("binh", "2" * 40, title="Khác", branch="khac")
    assert [each["number"] for each in client.get("pulls")] == [other, number]
    listed = client.get("pulls", state="open", sort="updated", direction="asc", per_page=1)
    assert [each["number"] for each in listed] == [number]
    assert logins(client.get("pulls", head="binh:khac")) == ["binh"]
    pull = client.get(f"pulls/{number}")
    assert pull["head"]["repo"]["full_name"] == "an/kho"
    assert pull["head"]["repo"]["fork"]
    assert pull["base"]["ref"] == "main"
    assert not pull["merged"]
    forge.close(number, merged=True, merge_sha=pull["head"]["sha"])
    pull = client.get(f"pulls/{number}")
    assert (pull["state"], pull["merged"], pull["merged_by"]["login"]) == (
        "closed",
        True,
        "trung-tam",
    )
    assert client.get("git/ref/heads/main")["object"]["sha"] == pull["merge_commit_sha"]
    assert len(client.get("pulls", state="all")) == 2
    client.well(404, "GET", "pulls/99")
    forge.delete_fork(other)
    assert client.get(f"pulls/{other}")["head"]["repo"] is None
    client.well(404, "GET", f"{forge.url}/repos/binh/kho/activity")


def test_comments(forge: Forge, client: Client, number: int) -> None:
    forge.ticking = True
    forge.comment_as("an", number, "Xin xem giúp")
    made = client.well(201, "POST", f"issues/{number}/comments", {"body": "x" * 65_536})
    path = f"issues/comments/{made['id']}"
    changed = client.well(200, "PATCH", path, {"body": "Đã sửa"})
    assert changed["created_at"] < changed["updated_at"]
    listed = client.get(f"issues/{number}/comments")
    assert listed == forge.comments(number)
    assert [each["body"] for each in listed] == ["Xin xem giúp", "Đã sửa"]
    assert logins(listed) == ["an", "github-actions[bot]"]
    late = client.get(f"issues/{number}/comments", since=changed["updated_at"])
    assert [each["id"] for each in late] == [made["id"]]
    for body in ("x" * 65_537, " "):
        client.well(422, "POST", f"issues/{number}/comments", {"body": body})
        client.well(422, "PATCH", path, {"body": body})
    client.well(404, "PATCH", "issues/comments/1", {"body": "x"})
    client.well(404, "POST", "issues/99/comments", {"body": "x"})


def test_pages_of_250_comments(forge: Forge, client: Client, number: int) -> None:
    for each in range(250):
        forge.comment_as("an", number, str(each))
    path, found, rels = f"issues/{number}/comments", list[str](), list[list[str]]()
    query: dict[str, Any] = {"per_page": 100}
    while path:
        answer = client.ask("GET", path, **query)
        found += [each["body"] for each in answer.json()]
        rels.append(list(answer.links))
        path, query = answer.links.get("next", {}).get("url", ""), {}
    assert found == [str(each) for each in range(250)]
    assert rels == [["next", "last"], ["prev", "next", "last", "first"], ["prev", "first"]]
    # GitHub gives no more than a hundred, and thirty to those who do not say.
    assert len(client.get(f"issues/{number}/comments", per_page=500)) == 100
    assert len(client.get(f"issues/{number}/comments")) == 30
    assert client.get(f"issues/{number}/comments", page=99) == []


def test_review_comments(forge: Forge, client: Client, git: Plumbing, number: int) -> None:
    sha = forge.pulls()[0]["head"]["sha"]
    body = {"body": "Sai", "commit_id": sha, "path": PAPER, "line": 20, "side": "RIGHT"}
    made = client.well(201, "POST", f"pulls/{number}/comments", body)
    assert client.get(f"pulls/{number}/comments") == [made] == forge.review_comments(number)
    assert made["line"] == made["original_line"] == 20
    for wrong in ({"line": 5}, {"path": "b.txt"}, {"commit_id": "3" * 40}, {"start_line": 3}):
        client.well(422, "POST", f"pulls/{number}/comments", body | wrong)
    forge.push(number, commit(git, {"khác.txt": "x"}, sha))
    assert client.get(f"pulls/{number}/comments")[0]["line"] == 20
    forge.push(number, commit(git, {PAPER: numbered(31)}, sha))
    assert client.get(f"pulls/{number}/comments")[0]["line"] is None
    client.well(204, "DELETE", f"pulls/comments/{made['id']}")
    client.well(404, "DELETE", f"pulls/comments/{made['id']}")
    assert forge.review_comments(number) == []


def test_labels(forge: Forge, client: Client, number: int) -> None:
    path = f"issues/{number}/labels"
    made = client.well(200, "POST", path, {"labels": ["đạt", "hỏi/đáp", "Đạt"]})
    assert [each["name"] for each in made] == ["đạt", "hỏi/đáp"]
    assert client.get(path) == made == forge.labels(number)
    assert [each["name"] for each in client.get(f"pulls/{number}")["labels"]] == ["đạt", "hỏi/đáp"]
    left = client.well(200, "DELETE", f"{path}/h%E1%BB%8Fi%2F%C4%91%C3%A1p")
    assert [each["name"] for each in left] == ["đạt"]
    client.well(404, "DELETE", f"{path}/chưa-có")
    client.well(422, "POST", path, {"labels": ["x" * 51]})


def test_issues(forge: Forge, client: Client, number: int) -> None:
    body = {"title": "Nhắc hạn", "body": "…", "labels": ["nhắc"]}
    made = client.well(201, "POST", "issues", body)
    assert made["number"] == number + 1
    assert client.get("issues", labels="nhắc", state="open", creator="github-actions[bot]") == [
        made
    ]
    # Pull requests are issues too, and are told by a key.
    assert [each["number"] for each in client.get("issues") if "pull_request" in each] == [number]
    closed = client.well(200, "PATCH", f"issues/{made['number']}", {"state": "closed"})
    assert (closed["state"], closed["state_reason"]) == ("closed", "completed")
    assert client.get("issues", labels="nhắc") == []
    assert forge.issues() == [closed]
    client.well(200, "PATCH", f"issues/{number}", {"title": "Tên khác", "labels": []})
    assert client.get(f"pulls/{number}")["title"] == "Tên khác"
    client.well(422, "POST", "issues", {"title": "x" * 257})


def test_activity_of_a_fork(forge: Forge, client: Client, git: Plumbing, number: int) -> None:
    first = forge.pulls()[0]["head"]["sha"]
    second = commit(git, {PAPER: "mới\n"}, first)
    forge.push(number, second, datetime(2013, 7, 14, 16, 59, 59, tzinfo=UTC))
    forge.push(number, first, datetime(2013, 7, 21, tzinfo=UTC))
    url = f"{forge.url}/repos/an/kho/activity"
    listed = client.get(url, ref="nop", direction="asc")
    assert [(each["activity_type"], each["before"], each["after"]) for each in listed] == [
        ("push", first, second),
        ("branch_creation", "0" * 40, first),
        ("force_push", second, first),
    ]
    assert listed[0]["timestamp"] == "2013-07-14T16:59:59Z"
    assert set(logins(listed, "actor")) == {"an"}
    assert git.reference(f"refs/pull/{number}/head") == first
    answer = client.ask("GET", url, ref="refs/heads/nop", per_page=2)
    rest = client.ask("GET", answer.links["next"]["url"])
    assert [*answer.json(), *rest.json()] == listed[::-1]
    assert list(rest.links) == ["prev"]
    assert client.get("activity", ref="nop") == []
    client.well(404, "GET", f"{forge.url}/repos/ai-do/kho/activity")


def test_a_closed_pull_takes_no_pushes(forge: Forge, client: Client, number: int) -> None:
    first = forge.pulls()[0]["head"]["sha"]
    forge.close(number)
    forge.push(number, "4" * 40)
    assert client.get(f"pulls/{number}")["head"]["sha"] == first
    forge.reopen(number)
    assert client.get(f"pulls/{number}")["head"]["sha"] == "4" * 40


def test_contents(client: Client, git: Plumbing) -> None:
    path = "contents/pulls/1.jsonl"
    body = {"message": "Biên nhận", "content": packed("một\n"), "branch": "main"}
    client.well(404, "GET", path)
    client.well(404, "PUT", path, body | {"branch": "khong-co"})
    made = client.well(201, "PUT", path, body)
    sha = made["content"]["sha"]
    assert git.reference("refs/heads/main") == made["commit"]["sha"]
    found = client.get(path, ref="main")
    assert base64.b64decode(found["content"]) == "một\n".encode()
    assert found["sha"] == sha
    body["content"] = packed("một\nhai\n" * 20)
    client.well(422, "PUT", path, body)
    changed = client.well(200, "PUT", path, body | {"sha": sha})
    assert changed["commit"]["parents"][0]["sha"] == made["commit"]["sha"]
    client.well(409, "PUT", path, body | {"sha": sha})
    assert client.get(path)["sha"] == changed["content"]["sha"]
    assert (
        base64.b64decode(client.get(path, ref=made["commit"]["sha"])["content"]) == "một\n".encode()
    )
    raw = client.ask("GET", path, accept="application/vnd.github.raw+json")
    assert raw.content == "một\nhai\n".encode() * 20
    client.well(422, "PUT", "contents/a//b", body)
    assert [(each["type"], each["path"]) for each in client.get("contents/pulls")] == [
        ("file", "pulls/1.jsonl")
    ]
    assert [each["activity_type"] for each in client.get("activity", ref="main")] == [
        "push",
        "push",
    ]


def test_objects_and_references(client: Client, git: Plumbing) -> None:
    text = client.well(201, "POST", "git/blobs", {"content": "chữ"})["sha"]
    assert git.read(text) == "chữ".encode()
    lines = [{"path": "pulls/1.jsonl", "mode": "100644", "type": "blob", "sha": text}]
    tree = client.well(201, "POST", "git/trees", {"tree": lines})["sha"]
    made = client.well(201, "POST", "git/commits", {"message": "Đầu", "tree": tree, "parents": []})
    assert made["author"]["name"] == "github-actions[bot]"
    assert made["author"]["date"] == "2013-07-20T02:00:00Z"
    body = {"ref": "refs/heads/bien-nhan", "sha": made["sha"]}
    client.well(404, "GET", "git/ref/heads/bien-nhan")
    assert client.well(201, "POST", "git/refs", body)["object"]["sha"] == made["sha"]
    assert client.get("git/ref/heads/bien-nhan")["ref"] == "refs/heads/bien-nhan"
    client.well(422, "POST", "git/refs", body)
    client.well(422, "POST", "git/refs", body | {"ref": "refs/heads/x", "sha": "5" * 40})
    gone = [{"path": "pulls/1.jsonl", "mode": "100644", "type": "blob", "sha": None}]
    more = [{"path": "b.txt", "mode": "100644", "type": "blob", "content": "b"}]
    both = client.well(201, "POST", "git/trees", {"base_tree": tree, "tree": [*gone, *more]})
    assert [each["path"] for each in both["tree"]] == ["b.txt"]


def test_dispatches(forge: Forge, client: Client) -> None:
    path = "actions/workflows/cong.yml/dispatches"
    client.well(204, "POST", path, {"ref": "main", "inputs": {"pull": "7"}})
    client.well(422, "POST", path, {"ref": "khong-co"})
    assert forge.dispatches == [
        {
            "workflow": "cong.yml",
            "account": "github-actions[bot]",
            "ref": "main",
            "inputs": {"pull": "7"},
        }
    ]


def test_who_asks(forge: Forge, client: Client) -> None:
    url = f"{forge.url}/repos/{REPOSITORY}/pulls"
    for headers in ({}, {"Authorization": "Bearer của-ai"}, {"Authorization": "Basic gate-token"}):
        given = {name: value.encode() for name, value in headers.items()}
        assert requests.get(url, headers=given, timeout=10).status_code == 401
    client.get("pulls", state="all")
    assert [each.account for each in forge.calls] == [None] * 3 + ["github-actions[bot]"]
    last = forge.calls[-1]
    assert (last.method, last.path, last.query, last.body) == (
        "GET",
        f"/repos/{REPOSITORY}/pulls",
        {"state": "all"},
        None,
    )
