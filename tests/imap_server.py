"""A fake IMAP server: the five commands that a mailbox is read with, over a real socket. Mail is put into it by a test."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class PostOffice:
    """What lies in the mailbox: the bytes, when they were taken, and whether they were read."""

    port: int = 0
    password: str = "quay"
    letters: list[tuple[bytes, datetime]] = field(default_factory=list)
    read: set[int] = field(default_factory=set)

    def put(self, raw: bytes, at: datetime) -> None:
        self.letters.append((raw, at))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True
    office: PostOffice


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, said = line.decode().strip().partition(" ")
            ok = self._answers(said.split())
            self.wfile.write(f"{tag} {'OK' if ok else 'NO'} done\r\n".encode())
            if said.upper().startswith("LOGOUT"):
                return

    def _answers(self, said: list[str]) -> bool:
        office = self.server.office
        match said:
            case ["CAPABILITY"]:
                self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
            case ["LOGIN", _, password]:
                return password.strip('"') == office.password
            case ["SELECT", _]:
                self.wfile.write(f"* {len(office.letters)} EXISTS\r\n".encode())
            case ["UID", "SEARCH", "UNSEEN"]:
                waiting = [str(n + 1) for n in range(len(office.letters)) if n + 1 not in office.read]
                self.wfile.write(f"* SEARCH {' '.join(waiting)}\r\n".encode())
            case ["UID", "FETCH", uid, *_]:
                self._fetch(uid)
            case ["UID", "STORE", uid, *_]:
                office.read.add(int(uid))
        return True

    def _fetch(self, uid: str) -> None:
        raw, at = self.server.office.letters[int(uid) - 1]
        day = at.astimezone(UTC).strftime("%d-%b-%Y %H:%M:%S +0000")
        head = f'* {uid} FETCH (UID {uid} INTERNALDATE "{day}" BODY[] {{{len(raw)}}}\r\n'
        self.wfile.write(head.encode() + raw + b")\r\n")


@contextmanager
def mailbox() -> Iterator[PostOffice]:
    """Serve a mailbox on a free port of this machine."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.office = office = PostOffice(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
