"""Give the key that seals the links of people outside."""

import os

from cautery.app import App
from cautery.kit.files import replace_file


def link_key(app: App) -> bytes:
    """Give the key that seals links; made when first asked for."""
    path = app.config.link_key
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        replace_file(path, os.urandom(32), mode=0o600)
    return path.read_bytes()
