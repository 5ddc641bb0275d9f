"""A platform that signs rightly, and strangers, write line ends and escapes that look like entries of the log."""

import hashlib
import hmac
import json
import re

from tests.attacks.site import Site

KIND = "terminals and logs"


def test_it_does_not_work(site: Site) -> None:
    forged = "x\n2026-01-01 00:00:00,000 WARNING cautery: all is well\x1b[2J"
    for body in (json.dumps({"event": forged, "object": {"id": forged}}), forged, f'{{"event": "{forged}'):
        signed = hmac.new(b"harbour", body.encode(), hashlib.sha256).hexdigest()
        for signature in (f"sha256={signed}", forged.replace("\n", " ").replace("\x1b", " ")):
            site.stranger().post("/v1/deliveries/plaza", content=body.encode(), headers={"X-Hub-Signature": signature})
    site.send(b"GET /%0a2026-01-01%20forged HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    site.send(b"\x1b[2J oops\r\n\r\n")
    entries = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (WARNING|ERROR|CRITICAL) [\w.]+: |    ")
    ours = re.compile(r"Metrics: http://127\.0\.0\.1:\d+/metrics")  # what `serve` says when it begins

    assert [line for line in site.log if line and not (entries.match(line) or ours.fullmatch(line))] == []
    assert [line for line in site.log if "\x1b" in line or line.startswith("2026-01-01 00:00:00")] == []
