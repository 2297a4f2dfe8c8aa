"""The job that reminds: one issue, kept up to date, of who is missing and what time is left."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from thidua.engine import run
from thidua.forge.api import Api
from thidua.forge.event import Environment
from thidua.formatters.reminder import reminder
from thidua.messages import catalogue
from thidua.project import Project


def remind(environment: Environment, folder: Path, receipts: Path, today: date) -> None:
    """Write the issue of the current campaign; close it when nobody is missing."""
    corpus = run(Project.at(folder, receipts=receipts), today).corpus
    if not corpus.published:
        return
    papers, words = corpus.published[0], catalogue("vi")
    text = reminder(papers, today, words, environment.get("THIDUA_SITE").rstrip("/"))
    period = papers.campaign.period.name if papers.campaign else papers.id
    issue = _Issue(environment.api(), environment.bot, f"<!-- thidua:remind {papers.id} -->")
    if text is None:
        issue.close()
    else:
        issue.write(words.ui("remind_title").format(period=period), text)


class _Issue:
    """The issue of a campaign, known again by a marker that only we can have written."""

    def __init__(self, api: Api, bot: str, marker: str) -> None:
        self._api = api
        self._bot = bot
        self._marker = marker

    def _find(self) -> Mapping[str, Any] | None:
        found = self._api.pages("issues", state="all", creator=self._bot)
        own = (each for each in found if (each.get("body") or "").startswith(self._marker))
        return next(own, None)

    def close(self) -> None:
        found = self._find()
        if found is not None and found["state"] == "open":
            self._api.set("PATCH", f"issues/{found['number']}", {"state": "closed"})

    def write(self, title: str, text: str) -> None:
        found, body = self._find(), f"{self._marker}\n\n{text}\n"
        if found is None:
            self._api.make_once("issues", {"title": title, "body": body}, self._find)
        elif (found["title"], found["body"], found["state"]) != (title, body, "open"):
            change = {"title": title, "body": body, "state": "open"}
            self._api.set("PATCH", f"issues/{found['number']}", change)
