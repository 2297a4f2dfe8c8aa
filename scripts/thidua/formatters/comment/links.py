"""Where a comment points to: the files of the head, the pages of the site."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from thidua.messages import page_of
from thidua.project import PaperPath

#: Names of the server are written by strangers: only what is a name becomes an address.
_LONGEST: Final = 500
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of one pull request; without a server or a site there are fewer links."""

    #: Address of the server, ``https://github.com``; empty where there is none.
    server: str = ""
    #: ``owner/name`` of the repository that takes the pull request, and of the one it comes from.
    repository: str = ""
    source: str = ""
    branch: str = ""
    #: The commit that was judged.
    head: str = ""
    pull: int | None = None
    #: Address of the site; empty where there is none.
    site: str = ""

    def line(self, path: str, number: int) -> str | None:
        """Return the address of a line of a file, as it stands in the head."""
        if not self.server or not _REPOSITORY.fullmatch(self.repository) or _is_long(path):
            return None
        # Markdown is shown as a page, which has no lines, unless one asks for the text.
        plain = "?plain=1" if path.endswith(".md") else ""
        return f"{self.server}/{self.repository}/blob/{self.head}/{_quoted(path)}{plain}#L{number}"

    def edit(self, path: str) -> str | None:
        """Return where the sender can go on writing a file."""
        if not (self.server and self.branch and _REPOSITORY.fullmatch(self.source)):
            return None
        if _is_long(path + self.branch):
            return None
        return f"{self.server}/{self.source}/edit/{_quoted(self.branch)}/{_quoted(path)}"

    def code(self, name: str) -> str | None:
        """Return the address of the page of a code."""
        return f"{self.site}/{page_of(name)}" if self.site else None

    def guide(self, name: str) -> str | None:
        """Return the address of a page of the guide."""
        return f"{self.site}/huong-dan/{name}/" if self.site else None

    def receipt(self, place: PaperPath) -> str | None:
        """Return where the receipt of a paper will stand."""
        return f"{self.site}/bien-nhan/{place.campaign}/{place.name}/" if self.site else None

    @property
    def preview(self) -> str | None:
        """Where the server keeps what the check has built."""
        if self.pull is None or not _REPOSITORY.fullmatch(self.repository) or not self.server:
            return None
        return f"{self.server}/{self.repository}/pull/{self.pull}/checks"


def _is_long(path: str) -> bool:
    """Tell whether an address would take more room than it is worth."""
    return len(path) > _LONGEST


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def linked(text: str, address: str | None) -> str:
    """Return a text that is already safe as a link, if there is where to."""
    return f"[{text}]({address})" if address else text
