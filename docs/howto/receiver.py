"""A platform that cautery acts on, by webhook. Put your site in the place of the dictionaries; the rest can stay."""

import base64, hashlib, hmac, json, os, time  # noqa: E401, I001
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

SECRET = base64.b64decode(os.environ.get("WEBHOOK_SECRET", "").removeprefix("whsec_"))
ACCOUNTS: dict[str, str] = {}  # your site: an account's id, and the name that people see
POSTS: dict[str, str] = {}  # a post's id, and whose it is
EVENTS: list[dict] = []  # what happens on your site, as docs/reference/events.md has it
WANTED: dict[tuple, set[str]] = {}  # who wants a measure: it holds as long as anybody does. Keep it in your database
CAN, TURN = {"suspend", "remove"}, Lock()


def answer(kind: str, data: dict) -> tuple[int, dict]:
    """Do what is asked; asked twice, do it once."""
    if kind == "hello":
        return 200, {"name": "an example of a site"}
    if kind == "events.read":
        since = int(data["cursor"] or 0)
        return 200, {"events": EVENTS[since : since + 1000], "cursor": str(min(len(EVENTS), since + 1000))}
    account, measure, post = data["account"], data.get("measure"), data.get("post")
    if account not in ACCOUNTS or (post and POSTS.get(post) != account):
        return 404, {"says": "there is no such account, or no such post of it"}
    if kind == "account.look_up":
        held = sorted(what for (who, what, which), by in WANTED.items() if who == account and by and not which)
        return 200, {"handle": ACCOUNTS[account], "measures": held}
    if measure not in CAN:
        return 422, {"says": f"this site cannot '{measure}'"}
    by = WANTED.setdefault((account, measure, post), set())
    if kind == "measure.take":
        by.add(data["key"])  # and, when it is the first: suspend the account, hide the post
    elif kind == "measure.undo":
        by.discard(data["key"])  # and, when it was the last: give it back
    return 200, {"in_effect": bool(by)}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body, said = self.rfile.read(int(self.headers["Content-Length"])), self.headers.get("webhook-signature", "")
        name, at = self.headers.get("webhook-id", ""), self.headers.get("webhook-timestamp", "0")
        signature = hmac.digest(SECRET, f"{name}.{at}.".encode() + body, hashlib.sha256)
        ours = f"v1,{base64.b64encode(signature).decode()}"
        if not any(hmac.compare_digest(ours, one) for one in said.split()) or abs(time.time() - int(at)) > 300:
            status, told = 401, {"says": "this is not signed with our secret, or is too old"}
        else:
            asked = json.loads(body)
            with TURN:
                status, told = answer(asked["type"], asked["data"])
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8080), Receiver).serve_forever()
