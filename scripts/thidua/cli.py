"""The command ``thidua``: one verb serves people, pre-commit and CI.

Exit status: 0 clean · 1 errors in submissions · 2 wrong usage · 3 our own schemas, lists or code
are broken · 130 interrupted. Clock, working folder, environment and printing stay in this module.
"""

import argparse
import io
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from thidua import __version__
from thidua.arguments import parser
from thidua.codes import Severity
from thidua.diagnostics import HouseFault, has_errors
from thidua.messages import Catalogue, catalogue, shown, shown_path
from thidua.project import PaperPath, Project
from thidua.selection import UsageError, chosen, papers, within
from thidua.text.dates import today_in_vietnam

#: Where mkdocs serves when nothing else is asked for.
_PORT = 8000
CLEAN, ERRORS, USAGE, HOUSE, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # old Windows consoles know no Vietnamese
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    known = parser(catalogue("vi"), __version__)
    arguments, rest = known.parse_known_args(argv)
    if rest and _COMMANDS[arguments.command] is not _mkdocs:  # what it knows not it says itself
        known.error(" ".join(rest))
    arguments.rest = rest
    words = catalogue(arguments.lang)
    try:
        return _COMMANDS[arguments.command](arguments, words)
    except UsageError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line prints
        return USAGE
    except HouseFault as error:
        text = words.ui("house").format(text=error)
        print(text, file=sys.stderr)  # noqa: T201 - the command line prints
        return HOUSE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        # A fault of ours must not read as one of the paper (exit status 1), nor show a traceback
        # to a clerk; THIDUA_DEBUG shows it to the developer.
        if "THIDUA_DEBUG" in os.environ:
            raise
        text = words.ui("house").format(text=f"{type(error).__name__}: {shown(str(error))}")
        print(text, file=sys.stderr)  # noqa: T201 - the command line prints
        return HOUSE


def _say(text: str) -> None:
    """Print, whatever the terminal; a reader (head, less) may have seen enough."""
    try:
        print(text, flush=True)  # noqa: T201 - the command line prints
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _check(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.engine import run  # noqa: PLC0415 - explain and help need none of it
    from thidua.formatters import FORMATTERS, human  # noqa: PLC0415 - as above

    project = _project(arguments, words)
    if arguments.base or arguments.head or arguments.account:
        return _check_pull(arguments, project, words)
    wanted = chosen(project, arguments.paths, words, Path.cwd())
    outcome = run(project, _today(arguments))
    found = [each for each in outcome.diagnostics if within(each.path, wanted)]
    if arguments.format == "human":
        text = human.render(found, words, project.root, colour=_colour())
    else:
        text = FORMATTERS[arguments.format](found, words, project.root)
    if text:
        _say(text)
    files = [path for path in outcome.files if within(path, wanted)]
    waived = [each for each in outcome.waived if within(each.path, wanted)]
    if arguments.format == "human":
        _say(("\n" if text else "") + human.summary(found, len(files), words, len(waived)))
    if any(each.severity is Severity.FAULT for each in found):
        return HOUSE
    return ERRORS if has_errors(found) else CLEAN


def _check_pull(arguments: argparse.Namespace, project: Project, words: Catalogue) -> int:
    from thidua.pull_check import checked  # noqa: PLC0415 - a plain check needs no Git

    text, blocked = checked(arguments, project, words, _today(arguments), colour=_colour())
    if text:
        _say(text)
    return ERRORS if blocked else CLEAN


def _explain(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.formatters import explanation  # noqa: PLC0415 - check needs none of it

    code = arguments.code.upper()
    text = explanation.render(code, words)
    if text is None:
        raise UsageError(words.ui("no_code").format(code=arguments.code))
    _say(text)
    return CLEAN


def _status(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.engine import run  # noqa: PLC0415 - explain and help need none of it
    from thidua.formatters import standing  # noqa: PLC0415 - as above

    today = _today(arguments)
    published = run(_project(arguments, words), today).corpus.published
    wanted = [each for each in published if arguments.campaign in {None, each.id}]
    if not wanted:
        raise UsageError(words.ui("no_campaign").format(name=shown(arguments.campaign or "")))
    campaign = wanted[0]
    if arguments.format == "json":
        _say(standing.as_json(campaign, today))
    else:
        _say(standing.render(campaign, today, words))
    return CLEAN


def _convert(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.convert import Converter  # noqa: PLC0415 - check needs none of it
    from thidua.formatters import human  # noqa: PLC0415 - as above

    project = _project(arguments, words)
    converter = Converter(project, _today(arguments))
    status = CLEAN
    for path in papers(project, arguments.paths, words, Path.cwd()):
        place = PaperPath.parse(path)
        wanted = arguments.to == "md" if arguments.to else not (place and place.is_markdown)
        done = converter.convert(place, markdown=wanted) if place else None
        if done is None:
            raise UsageError(words.ui("no_paper").format(path=path))
        if done.text is None:
            print(human.render(done.diagnostics, words, project.root), file=sys.stderr)  # noqa: T201
            status = ERRORS
        elif arguments.output is None:
            print(done.text, end="")  # noqa: T201 - the command line prints
        else:
            _write_new(arguments.output, done.path, done.text, words)
    return status


def _fix(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.fix.papers import repaired  # noqa: PLC0415 - check needs none of it
    from thidua.formatters import changes  # noqa: PLC0415 - as above

    project, write = _project(arguments, words), not arguments.dry_run
    paths = (
        papers(project, arguments.paths, words, Path.cwd()) if arguments.paths else project.files()
    )
    tally = changes.Tally(written=write)
    try:
        for fixed in repaired(project, _today(arguments), paths, write=write):
            _say(changes.render(fixed, words, colour=_colour()))
            tally.add(fixed)
    except OSError as error:
        raise UsageError(words.ui("not_written").format(path=error.filename)) from error
    _say(tally.sentence(words))
    return ERRORS if tally.left or (tally.files and not write) else CLEAN


def _new(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.drafts import RefusedError, Wish, draft  # noqa: PLC0415 - check needs none of it

    project = _project(arguments, words)
    folder = None if arguments.output == "-" else Path(arguments.output or project.root)
    wish = Wish(arguments.kind, arguments.unit, arguments.campaign, arguments.slug, arguments.to)
    try:
        made = draft(wish, project, _today(arguments), words, folder)
    except RefusedError as error:
        raise UsageError(words.told(error.key, error.values)) from error
    if folder is None:
        _say(made.text.removesuffix("\n"))
        return CLEAN
    _write_new(folder, made.path, made.text, words)
    path = shown_path(os.path.relpath(folder / made.path))
    _say(words.ui("new_written").format(path=path))
    if arguments.output is None:
        _say(words.ui("new_next").format(path=path))
    return CLEAN


def _write_new(folder: Path, name: str, text: str, words: Catalogue) -> None:
    """Write a file where none stands; the same text again is no change.

    A link below the folder leads elsewhere: papers are never read there, so none is written.
    """
    path = folder / name
    below = path.parents[: len(Path(name).parts) - 1]
    if any(each.is_symlink() for each in (path, *below)):
        raise UsageError(words.ui("link").format(path=path))
    if path.exists() and path.read_bytes() != text.encode():
        raise UsageError(words.ui("exists").format(path=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _pages(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.site import write_tree  # noqa: PLC0415 - templates are not for every call

    project = _project(arguments, words)
    try:
        write_tree(project, _today(arguments), arguments.folder)
    except FileExistsError as error:
        raise UsageError(words.ui("not_empty").format(path=error)) from error
    return CLEAN


def _export(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua.site import write_exports  # noqa: PLC0415 - as in _pages

    write_exports(_project(arguments, words), _today(arguments), arguments.folder)
    return CLEAN


def _schemas(arguments: argparse.Namespace, words: Catalogue) -> int:
    from thidua import editors, owners  # noqa: PLC0415 - as in _pages
    from thidua.schema import Schemas  # noqa: PLC0415 - as in _pages

    project = _project(arguments, words)
    schemas = Schemas.of(project)
    changed = editors.write(schemas, project.bundled) + owners.write(project, schemas.codelists)
    folder = project.bundled.relative_to(project.root)
    _say(words.ui("schemas").format(count=len(changed), folder=folder, owners=owners.FILE))
    return CLEAN


def _mkdocs(arguments: argparse.Namespace, words: Catalogue) -> int:
    """Hand over to mkdocs, which finds our hook in mkdocs.yml."""
    project = _project(arguments, words)
    if arguments.today:
        os.environ["THIDUA_TODAY"] = arguments.today.isoformat()
    if project.receipts:
        os.environ["THIDUA_RECEIPTS"] = str(project.receipts)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # docs/decisions: site engine
    os.chdir(project.root)
    if arguments.command == "serve" and not arguments.rest and _port_is_busy(_PORT):
        raise UsageError(words.ui("port_busy").format(port=_PORT))
    command = [sys.executable, "-m", "mkdocs", arguments.command]
    command += ["--strict"] if arguments.command == "build" else []
    command += arguments.rest
    os.execv(sys.executable, command)  # noqa: S606 - a fixed program, no shell


def _port_is_busy(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _project(arguments: argparse.Namespace, words: Catalogue) -> Project:
    start = Path(arguments.root).resolve() if arguments.root else Path.cwd()
    project = Project.find(start)
    if project is None:
        raise UsageError(words.ui("no_project").format(path=start))
    receipts: Path | None = getattr(arguments, "receipts", None)
    if receipts is not None and not receipts.is_dir():
        raise UsageError(words.ui("no_receipts").format(path=receipts))
    return replace(project, receipts=receipts.resolve() if receipts else None)


def _today(arguments: argparse.Namespace) -> date:
    chosen: date | None = arguments.today
    return chosen or today_in_vietnam(datetime.now(UTC))


#: What each command of :mod:`thidua.arguments` does.
_COMMANDS: dict[str, Callable[[argparse.Namespace, Catalogue], int]] = {
    "check": _check,
    "status": _status,
    "explain": _explain,
    "new": _new,
    "convert": _convert,
    "fix": _fix,
    "pages": _pages,
    "export": _export,
    "schemas": _schemas,
    "build": _mkdocs,
    "serve": _mkdocs,
}
