"""Whatever can be written holds markup, and every page is looked at."""

import json
from urllib.parse import urlencode

from tests.attacks.cases import open_case
from tests.attacks.site import NOTICE, Site

KIND = "a browser at work"
EVIL = """'"><img src=x onerror=evil()><script>evil()</script>{{ 7 * 1913 }}<b>evil</b>"""
TAGS = ("<img src=x", "<script>evil", "<b>evil", "13391")
PAGES = (
    "/queue",
    "/notices",
    "/appeals",
    "/plans",
    "/networks",
    "/operators",
    "/banks",
    "/quality",
    "/effect",
    "/audit",
    "/people",
    "/hooks",
    "/health",
    "/you",
)


def test_it_does_not_work(site: Site) -> None:
    [case] = open_case(site.app, EVIL)
    _write_everywhere(site, case)
    boss = site.browser(site.person("admin", "senior", "legal", "appeals", "auditor"))
    about = urlencode({"platform": "harbour", "account": EVIL})
    pages = [f"/cases/{case}", f"/account?{about}", f"/operator?{about}", f"/around?{about}", f"/find?q={EVIL}", *PAGES]
    seen = {page: boss.get(page, follow_redirects=True) for page in pages}

    assert {page for page, answer in seen.items() if answer.status_code >= 500} == set()
    assert {page for page, answer in seen.items() if any(tag in answer.text for tag in TAGS)} == set()
    assert sum("evil()" in answer.text for answer in seen.values()) >= 5


def _write_everywhere(site: Site, case: str) -> None:
    """Say it as a stranger, as a reviewer, as a senior and as an admin."""
    site.stranger().post("/notice", data=NOTICE | {"place": EVIL, "text": EVIL, "name": EVIL, "post": EVIL})
    events = {
        "type": "account.created",
        "platform": "harbour",
        "account": EVIL,
        "at": "2020-01-01T00:00:00Z",
        "id": EVIL,
    }
    profile = {"handle": EVIL, "display_name": EVIL, "bio": EVIL, "language": EVIL}
    line = json.dumps({**events, "profile": profile}).encode()
    site.program("admin").post("/v1/events", content=line, headers={"Content-Type": "application/x-ndjson"})
    senior = site.program("senior", "admin", "legal")
    senior.post("/v1/banks/house", json={"type": "term", "value": EVIL, "why": EVIL, "labels": [EVIL]})
    senior.post("/v1/hooks", json={"url": "https://a.example/?" + "<img%20src=x>", "kinds": ["case.opened"]})
    senior.post(f"/v1/cases/{case}/threats", json={"says": EVIL})
    senior.post("/v1/plans/hold/on", json={"reason": EVIL})
    senior.post("/v1/plans/hold/off", json={"reason": EVIL})
    protected = {"platform": "harbour", "account": EVIL, "kind": "news", "reason": EVIL}
    senior.post("/v1/plans/protections", json=protected)
    asked = {"case": case, "clause": "promotes", "reason": EVIL, "ground": EVIL}
    senior.post("/v1/plans", json=asked)
    browser = site.browser(site.person("reviewer"))
    browser.submit("/you/keys", name=EVIL[:60], scopes="see_cases", days=3)
