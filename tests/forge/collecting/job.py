"""The job that keeps receipts, run in this process, and what its tests send."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.changes.pulls import git
from tests.conftest import TODAY
from tests.forge.office import Office
from thidua.engine import run
from thidua.forge.branch import copy
from thidua.forge.collecting import Collector
from thidua.forge.event import Environment
from thidua.project import Project
from thidua.status import statuses

ME, OTHER = "bhxh-hung-yen-demo", "bhxh-hai-duong-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
GOOD = f"M {HERE}/report.yml"
NAME = "bhxh-hung-yen/report"
LAST = datetime(2013, 7, 14, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Vietnam
OVER = datetime(2013, 7, 14, 17, 0, 0, tzinfo=UTC)


class Job:
    """The job that collects, in this process."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.checkout = office.checkout()
        values = {
            "GITHUB_API_URL": office.forge.url,
            "GITHUB_REPOSITORY": office.forge.state.repository,
            "GITHUB_TOKEN": "gate-token",
            "THIDUA_SITE": "https://thidua.example.vn",
            "THIDUA_WAIT": "0",
        }
        self.environment = Environment(values)

    def run(self) -> list[str]:
        git(self.checkout, "pull", "--quiet", "origin", "main")
        return Collector(self.environment, self.checkout, self.office.forge.now).run()

    def events(self, number: int) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.office.lines(number).splitlines()]

    def received(self, number: int) -> list[tuple[str, str]]:
        return [
            (each["at"], each["evidence"])
            for each in self.events(number)
            if each["event"] == "received"
        ]

    def status(self, tmp_path: Path, unit: str = "bhxh-hung-yen") -> Any:
        target = tmp_path / f"biên nhận {len(list(tmp_path.iterdir()))}"
        copy(self.checkout, target, "", "")
        papers = run(Project.at(self.checkout, receipts=target), TODAY).corpus.campaigns["2013-h1"]
        found = {(who, each.paper): status for who, each, status in statuses(papers, TODAY)}
        return found[unit, "report"]
