"""``make rehearsal``: the whole story of one paper, played on this machine for maintainers.

A bare repository stands for the server, a stand-in for its API; the workflows are the real ones.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.changes.pulls import git
from tests.forge.office import Office
from tests.forge.runner import Ran

UNIT = "bhxh-hai-duong-demo"
PAPER = "submissions/2013-h1/bhxh-hai-duong/report.md"


def main(target: Path) -> int:
    """Play it; the built site is left in ``target``."""
    folder = tempfile.TemporaryDirectory(prefix="thidua-rehearsal-")
    with folder as name, Office.whole(Path(name)) as office:
        return _play(office, target)


def _play(office: Office, target: Path) -> int:
    _at(office, 2013, 6, 18)
    text = (office.pulls.folder / PAPER).read_text("utf-8")
    office.accept(f"D {PAPER}")
    _say(
        "A campaign is open; one unit has not sent its report. It is 14/7/2013, the last good day."
    )

    _at(office, 2013, 7, 14, 16, 40)
    bad = text + "\n## Lạ\n"
    number = office.send(UNIT, f"A {PAPER}  {_lines(bad)}")
    _say(f"1. At 23:40 the officer sends it: pull request #{number}. There is a slip in it.")
    _must(office.gate(number))
    _show(office, number)

    _say("2. The scheduled job keeps the receipt; the site shows «đã nhận, đang xét».")
    _must(office.receipts())
    print(office.lines(number))  # noqa: T201 - a rehearsal is there to be read

    _at(office, 2013, 7, 15, 2)
    office.push(number, f"A {PAPER}  {_lines(text)}")
    _say("3. Next morning the officer mends the line that was named. The same comment follows.")
    _must(office.gate(number, "synchronize"))
    _show(office, number)

    _at(office, 2013, 7, 15, 7)
    merge = office.merge(number)
    _say(f"4. A reviewer approves and merges: {merge[:12]} on main.")
    _must(office.receipts())
    print(office.lines(number))  # noqa: T201 - as above

    _say("5. The site is built from main and the receipts.")
    _must(office.scheduled("site.yml"))
    shutil.copytree(office.runner.kept / "site", target, dirs_exist_ok=True)
    receipt = target / "bien-nhan/2013-h1/bhxh-hai-duong/report/index.html"
    page = receipt.read_text("utf-8")
    if "23:40:00 ngày 14/7/2013" not in page or "đúng hạn" not in page:
        _say("The receipt does not say what it should.")
        return 1
    _say(f"On time: first received at 23:40:00 on 14/7/2013. Its receipt: {receipt}")
    log = git(office.bare, "log", "--first-parent", "--format=%h %s", "main")
    print(log)  # noqa: T201 - as above
    return 0 if not office.forge.violations else 1


def _at(office: Office, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> None:
    office.forge.now = datetime(year, month, day, hour, minute, tzinfo=UTC)


def _lines(text: str) -> str:
    return text.replace("\n", "⏎")


def _show(office: Office, number: int) -> None:
    """Print what the officer sees."""
    (comment,) = office.forge.comments(number)
    names = ", ".join(each["name"] for each in office.forge.labels(number))
    print(f"status: {' → '.join(office.states(number))}\nlabels: {names}\n")  # noqa: T201 - as above
    print("\n".join(f"  │ {line}" for line in comment["body"].splitlines()))  # noqa: T201 - as above


def _must(ran: Ran) -> None:
    if not ran.ok:
        print(ran.said, file=sys.stderr)  # noqa: T201 - as above
        raise SystemExit(1)


def _say(text: str) -> None:
    print(f"\n=== {text}\n", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
