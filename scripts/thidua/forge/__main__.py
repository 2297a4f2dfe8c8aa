"""``python -m thidua.forge JOB``: the jobs of .github/workflows, which give them their environment.

Exit status: 0 done · 1 what was judged must be mended (judge only) · 3 the job could not be done.
"""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from thidua.diagnostics import HouseFault
from thidua.forge.api import ForgeFault
from thidua.forge.event import Environment
from thidua.repository import GitFault
from thidua.text.dates import today_in_vietnam

DONE, HOUSE = 0, 3


def main() -> int:
    """Do one job; a fault is said in one line, and the status is never that of success."""
    parser = argparse.ArgumentParser(prog="python -m thidua.forge")
    parser.add_argument("job", choices=_JOBS)
    parser.add_argument("paths", nargs="*", type=Path)
    arguments = parser.parse_args()
    try:
        _JOBS[arguments.job](Environment(os.environ), arguments.paths)
    except (ForgeFault, GitFault, HouseFault) as fault:
        print(f"{arguments.job}: {fault}", file=sys.stderr)  # noqa: T201 - as cli
        return HOUSE
    return DONE


def _judge(environment: Environment, _: list[Path]) -> None:
    from thidua.forge.judging import judged  # noqa: PLC0415 - each job brings its own

    said = judged(environment, Path.cwd(), _now(environment))
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"said={said.line()}\n")
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(said.comment)


def _announce(environment: Environment, _: list[Path]) -> None:
    from thidua.forge import telling  # noqa: PLC0415 - as above

    telling.announce(environment)


def _tell(environment: Environment, _: list[Path]) -> None:
    from thidua.forge import telling  # noqa: PLC0415 - as above

    telling.tell(environment)


def _collect(environment: Environment, _: list[Path]) -> None:
    from thidua.forge.collecting import Collector  # noqa: PLC0415 - as above

    for name in Collector(environment, Path.cwd(), _now(environment)).run():
        print(name)  # noqa: T201 - as cli


def _receipts(environment: Environment, paths: list[Path]) -> None:
    from thidua.forge import branch  # noqa: PLC0415 - as above

    token, server = environment.get("GITHUB_TOKEN"), environment.get("GITHUB_SERVER_URL")
    count = branch.copy(Path.cwd(), paths[0], token, server)
    print(f"{count} files of receipts")  # noqa: T201 - as cli


def _remind(environment: Environment, paths: list[Path]) -> None:
    from thidua.forge.reminding import remind  # noqa: PLC0415 - as above

    remind(environment, Path.cwd(), paths[0], today_in_vietnam(_now(environment)))


def _preview(environment: Environment, paths: list[Path]) -> None:
    from thidua.forge.preview import preview  # noqa: PLC0415 - as above

    base, head, site, target = paths
    for each in preview(base, head, site, target, today_in_vietnam(_now(environment))):
        print(each)  # noqa: T201 - as cli


def _accept(environment: Environment, paths: list[Path]) -> None:
    from thidua.forge.accepting import accept, told  # noqa: PLC0415 - as above

    found = list(accept(environment, int(str(paths[0])) if paths else None))
    for each in found:
        print(told(each))  # noqa: T201 - as cli
    if not all(each.well for each in found):
        raise ForgeFault(f"{sum(not each.well for each in found)} ✗")


def _now(environment: Environment) -> datetime:
    """Return the instant of the job; rehearsals choose theirs."""
    chosen = environment.get("THIDUA_NOW")
    return datetime.fromisoformat(chosen) if chosen else datetime.now(UTC)


_JOBS: dict[str, Callable[[Environment, list[Path]], None]] = {
    "accept": _accept,
    "announce": _announce,
    "judge": _judge,
    "tell": _tell,
    "collect": _collect,
    "receipts": _receipts,
    "remind": _remind,
    "preview": _preview,
}

if __name__ == "__main__":
    sys.exit(main())
