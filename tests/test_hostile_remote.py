"""A remote that fails and says back what it was told: no credential gets out, and nowhere else to."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.content import ContentError
from bot.source.credentials import Credentials
from bot.source.place import Place, read_place
from bot.source.remote import Remote

TOKEN = "ghp_top/secret+token"
FORMS = (TOKEN, "ghp_top%2Fsecret%2Btoken", base64.b64encode(f"kim:{TOKEN}".encode()).decode())


class Echo(BaseHTTPRequestHandler):
    """Asks for a password, then fails with it in every place where git could pick it up."""

    seen: list[str | None]
    sends_to: str = ""
    status = 500

    def do_GET(self) -> None:  # noqa: N802
        said = self.headers["Authorization"]
        self.seen.append(said)
        if self.sends_to:
            self._answer(302, "", Location=self.sends_to + self.path)
        elif said is None:
            self._answer(401, "who are you?", **{"WWW-Authenticate": 'Basic realm="x"'})
        else:
            known = base64.b64decode(said.removeprefix("Basic ")).decode()
            self._answer(self.status, f"fatal: bad {said} {known}\n\x1b[31merror: {known}\nremote: {TOKEN}\n")

    def _answer(self, status: int, body: str, **headers: str) -> None:
        self.send_response(status, f"no {body[:80].splitlines()[0] if body else ''}")
        for name, value in {"Content-Type": "text/plain", "Content-Length": str(len(body.encode())), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _served(**fields: Any) -> Iterator[tuple[str, list[str | None]]]:
    seen: list[str | None] = []
    handler = type("Handler", (Echo,), {"seen": seen, **fields})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def _error(remote: Remote) -> str:
    with pytest.raises(ContentError) as error:
        remote.mark()
    return str(error.value)


def _stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("status", [500, 401, 403, 404])
@pytest.mark.parametrize("written", ["environment", "address"])
def test_a_token_is_sent_and_shown_nowhere(
    status: int, written: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with _served(status=status) as (url, seen):
        own = Credentials(TOKEN, "kim")
        place = Place(f"{url}/docs.git", "main", "", own)
        if written == "address":
            found = read_place(f"{url.replace('//', f'//kim:{FORMS[1]}@')}/docs.git#main", Credentials())
            assert isinstance(found, Place)
            place = found
        told = _error(Remote(place, tmp_path / "cache"))
    assert f"Basic {FORMS[2]}" in seen
    printed = capfd.readouterr()
    everything = told + caplog.text + printed.out + printed.err + repr(place)
    assert [form for form in FORMS if form in everything] == []
    assert [form for form in FORMS if form.encode() in _stored(tmp_path)] == []
    assert told.isprintable()
    assert "can't be fetched" in told


def test_another_host_is_not_told_the_token(tmp_path: Path) -> None:
    with _served() as (other, heard), _served(sends_to=other) as (url, _):
        _error(Remote(Place(f"{url}/docs.git", None, "", Credentials(TOKEN, "kim")), tmp_path / "cache"))
    assert [said for said in heard if said is not None] == []


def test_a_trace_asked_for_in_the_environment_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = tmp_path / "trace"
    for name in ("GIT_TRACE", "GIT_TRACE_CURL", "GIT_CURL_VERBOSE"):
        monkeypatch.setenv(name, str(trace))
    with _served() as (url, _):
        _error(Remote(Place(f"{url}/docs.git", None, "", Credentials(TOKEN, "kim")), tmp_path / "cache"))
    assert not trace.exists()
