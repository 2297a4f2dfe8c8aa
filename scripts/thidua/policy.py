"""What a page may run and load (Content Security Policy): nothing but what is ours.

A second lock behind the first: no text that somebody sends becomes a script, and if one did, it
would not run.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Places of tiles and lengths of bars stand in attributes, so styles are free.
_POLICY: Final = (
    "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


def guarded(page: str, content: str = "") -> str:
    """Return a page that lets in the scripts around its content, by their digests, and no others.

    ``content`` is what stands in the page's frame, as HTML.
    """
    frame = page.replace(content, "") if content else page
    scripts = {sha256(script.encode()).digest() for script in _SCRIPT.findall(frame)}
    digests = [f"'sha256-{b64encode(digest).decode()}'" for digest in sorted(scripts)]
    policy = _POLICY.format(scripts=" ".join(["'self'", *digests]))
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>{head}", 1)
