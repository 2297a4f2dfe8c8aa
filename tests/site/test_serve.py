"""``thidua serve``: an edited submission is on the page without anybody doing anything."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

from tests.site.conftest import environment
from thidua.project import Project

#: How long to wait before giving up; how fast it really is, no test says.
PATIENCE = 90


def wait_for(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if condition():
                return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def test_live_reload(repository: Project) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = f"http://127.0.0.1:{port}/dot/2013-h1/bao-cao/bhxh-hung-yen/"

    def shows(text: str) -> Callable[[], bool]:
        return lambda: text in urllib.request.urlopen(page, timeout=5).read().decode()

    server = subprocess.Popen(
        [sys.executable, "-m", "thidua", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=repository.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_for(shows("Giấy khen của Giám đốc"))
        file = repository.root / "submissions/2013-h1/bhxh-hung-yen/report.yml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("Giấy khen của Giám đốc", "Giấy khen đột xuất"), "utf-8")
        assert wait_for(shows("Giấy khen đột xuất"))
        file.write_text(text + "xyz: 1\n", "utf-8")
        assert wait_for(shows("Đang chỉnh sửa"))
    finally:
        server.terminate()
        server.wait(timeout=30)
