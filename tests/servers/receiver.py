"""The receiver that the documentation shows, running as it stands there."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from threading import Thread
from types import ModuleType

from tests.servers.installed import ROOT

SHOWN = ROOT / "docs" / "howto" / "receiver.py"
KEY = b"a secret of the tests, of 32 byte"
WEBHOOK_SECRET = f"whsec_{b64encode(KEY).decode()}"


@contextmanager
def receiver_of_the_documentation() -> Iterator[ModuleType]:
    """Run it on a free port; gives the module, which has the site, with its ADDRESS."""
    spec = spec_from_file_location("receiver", SHOWN)
    assert spec is not None
    assert spec.loader is not None
    site = module_from_spec(spec)
    spec.loader.exec_module(site)
    site.SECRET = KEY  # type: ignore[attr-defined]
    site.Receiver.log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), site.Receiver) as server:
        server.daemon_threads = True
        site.ADDRESS = f"http://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
