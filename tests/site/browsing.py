"""Serves a built site to a real browser, below a sub-path as project sites of a forge are."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not write what it serves."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Yield the address at which a built site is served."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "thi-dua").symlink_to(site)
        handler = functools.partial(Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/thi-dua/"
        finally:
            server.shutdown()
            server.server_close()
