"""Brings objects from the server into the checkout of a job. Nothing is checked out."""

import base64
import os
import subprocess
from pathlib import Path
from typing import Final

from thidua.repository import GitFault

#: Where fetched heads stand in the checkout of a job.
PREFIX: Final = "refs/thidua/"
_SECONDS: Final = 300


def fetch(folder: Path, *refs: str, token: str = "", server: str = "") -> None:
    """Fetch refs of ``origin`` under ``refs/thidua/``: ``refs/pull/7/head`` as ``pull/7/head``.

    Raises :class:`GitFault`. The token goes by the environment: a command line can be read by all.
    """
    specs = [f"+{ref}:{local(ref)}" for ref in refs]
    options = (
        "--quiet",
        "--no-tags",
        "--no-recurse-submodules",
        "--no-auto-gc",
        "--no-write-fetch-head",
    )
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    if token and server:
        secret = base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
        environment |= {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        }
    try:
        done = subprocess.run(
            [
                "git",
                "-c",
                f"safe.directory={folder.resolve()}",
                "-c",
                "fetch.fsckObjects=true",  # a tree may not name a file twice, nor its parent
                "fetch",
                *options,
                "--end-of-options",
                "origin",
                *specs,
            ],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitFault(f"git fetch: {error}") from error
    if done.returncode != 0:
        raise GitFault(f"git fetch: {done.stderr.decode('utf-8', 'replace').strip()}")


def local(ref: str) -> str:
    """Return the name under which a ref of the server stands in the checkout."""
    return PREFIX + ref.removeprefix("refs/")
