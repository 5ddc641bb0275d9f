"""A real server of mail, on loopback: with TLS that a test's own authority vouches for, or refusing what it is told to."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers.process import free_port


class Office:
    """What arrived, and how the next letters are answered."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.arrived: list[tuple[list[str], EmailMessage]] = []
        self.port = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter, or answer as told."""
        if self.answers:
            return self.answers.pop(0)
        letter = message_from_bytes(envelope.content or b"", policy=policy.default)
        self.arrived.append((envelope.rcpt_tos, letter))
        return "250 OK"


@contextmanager
def office(certificate: Path | None = None, *, secret: str = "") -> Iterator[Office]:
    """Run a server; with a certificate it takes nothing before TLS, with a secret nothing from whoever does not know it."""
    opened = Office()
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    def known(_server: SMTP, _session: Session, _envelope: Envelope, _kind: str, said: LoginPassword) -> AuthResult:
        return AuthResult(success=said.password == secret.encode(), handled=False)

    controller = Controller(
        opened,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=context is not None,
        authenticator=known,
        auth_required=bool(secret),
    )
    controller.start()
    try:
        opened.port = controller.port
        yield opened
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """Write a certificate of 127.0.0.1 with its key, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "quay")])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "mail.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
