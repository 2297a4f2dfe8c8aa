"""A small editor: speaks to yaml-language-server over its standard streams (LSP 3.17)."""

import json
import os
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

#: Seconds after which an answer is taken to be missing; never waited for when all is well.
LIMIT = 60
#: The server must not look for schemas elsewhere: where it tries to, it ends with this status.
OFFLINE = (
    "data:text/javascript,import net from 'node:net';"
    "net.Socket.prototype.connect = () => process.exit(99);"
)


class Editor:
    """Opens papers of a folder as an editor does, with the settings of the repository."""

    def __init__(
        self, node: Path, program: Path, folder: Path, settings: Mapping[str, Any]
    ) -> None:
        """Start the server for a folder."""
        self._folder = folder
        self._settings = settings
        self._server = subprocess.Popen(
            [node, "--import", OFFLINE, program, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        )
        assert self._server.stdin
        assert self._server.stdout
        self._input: IO[bytes] = self._server.stdin
        self._arrived: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._calls = 0
        threading.Thread(target=self._listen, args=(self._server.stdout,), daemon=True).start()

    def __enter__(self) -> Self:
        """Greet the server and wait until it has read the settings."""
        uri = self._folder.as_uri()
        markdown = {"documentationFormat": ["markdown", "plaintext"]}
        self._request(
            "initialize",
            processId=os.getpid(),
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": self._folder.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": markdown}},
            },
        )
        self._send(method="initialized", params={})
        # The first answer that waits for the settings: from here on they hold for every paper.
        self.schema_of(self.open("settings.yml", "a: b\n"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Say goodbye; a server that does not go is ended."""
        try:
            if kind is None:
                self._request("shutdown")
                self._send(method="exit")
                assert self._server.wait(LIMIT) == 0
        finally:
            self._server.kill()
            self._server.wait()
            self._input.close()

    def open(self, path: str, text: str) -> str:
        """Open a paper; returns its address. Nothing need stand on the disk."""
        uri = (self._folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return uri

    def findings(self, uri: str) -> list[dict[str, Any]]:
        """Return what the server says of an open paper, in the order of lines."""
        while uri not in self._found:
            self._receive()
        return sorted(self._found[uri], key=lambda each: _place(each["range"]["start"]))

    def hover(self, uri: str, line: int, column: int) -> str:
        """Return the text shown over a place; lines and columns count from 0."""
        shown = self._request("textDocument/hover", **_at(uri, line, column))
        return str(shown["contents"]["value"]) if shown else ""

    def completion(self, uri: str, line: int, column: int) -> list[dict[str, Any]]:
        """Return what is offered at a place."""
        offered = self._request("textDocument/completion", **_at(uri, line, column))
        return list(offered["items"])

    def schema_of(self, uri: str) -> list[str]:
        """Return the names of the schemas that hold for a paper, as shown above its first line."""
        shown = self._request("textDocument/codeLens", textDocument={"uri": uri})
        return [str(each["command"]["arguments"][0]) for each in shown or []]

    def _request(self, method: str, **params: Any) -> Any:
        self._calls += 1
        self._send(id=self._calls, method=method, params=params)
        while True:
            message = self._receive()
            if message.get("id") == self._calls and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _receive(self) -> dict[str, Any]:
        """Take the next message; findings are kept, questions of the server answered."""
        message = self._arrived.get(timeout=LIMIT)
        assert message is not None, f"the server ended with status {self._server.wait(LIMIT)}"
        if message.get("method") == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            wanted = [item["section"] for item in message["params"]["items"]]
            self._send(id=message["id"], result=[self._section(name) for name in wanted])
        elif "method" in message and "id" in message:
            self._send(id=message["id"], result=None)
        return message

    def _section(self, name: str) -> Any:
        """Return a section of the settings as editors do: «yaml.format.enable» is nested."""
        if name in self._settings:
            return self._settings[name]
        section: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                *path, last = key.removeprefix(f"{name}.").split(".")
                inner = section
                for step in path:
                    inner = inner.setdefault(step, {})
                inner[last] = value
        return section

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        """Read messages until the server ends."""
        with stream:
            while length := _length(iter(stream.readline, b"\r\n")):
                self._arrived.put(json.loads(stream.read(length)))
        self._arrived.put(None)


def _length(head: Sequence[bytes] | Any) -> int:
    length = 0
    for line in head:
        if not line:
            return 0
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length


def _place(position: Mapping[str, int]) -> tuple[int, int]:
    return position["line"], position["character"]


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
