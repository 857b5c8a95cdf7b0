"""Several replicas of the app behind a real nginx, on this machine and without Docker."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import ROOT, Server, free_port, serving
from dev import NO_NGINX, SetUpError, find_nginx
from pages.storage.connection import VARIABLE

SITE = ROOT / "deploy" / "nginx.conf"
PATIENCE_SECONDS = 30
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class House:
    """Replicas and the address at which nginx offers them as one."""

    address: str
    log: Path
    replicas: tuple[Server, ...]

    def seat(self) -> str:
        """Return the cookie that a new browser gets."""
        with urllib.request.urlopen(self.address, timeout=PATIENCE_SECONDS) as reply:
            return str(reply.headers["Set-Cookie"]).partition(";")[0]

    def kill(self, number: int) -> None:
        """End a replica at once, as a host does that runs out of memory."""
        os.kill(self.replicas[number].process, signal.SIGKILL)


@contextmanager
def standing(folder: Path, database: str, replicas: int = 2) -> Iterator[House]:
    """Start replicas with one database, and nginx with the configuration of deploy/."""
    with ExitStack() as stack:
        same = {
            "STREAMLIT_SERVER_COOKIE_SECRET": "the same for every replica",
            VARIABLE: database,
        }
        running = [stack.enter_context(serving("app.py", variables=same)) for _ in range(replicas)]
        port = free_port()
        stack.enter_context(_nginx(folder, port, [server.port for server in running]))
        yield House(f"http://127.0.0.1:{port}", folder / "access.log", tuple(running))


@contextmanager
def _nginx(folder: Path, port: int, behind: Sequence[int]) -> Iterator[None]:
    program = find_nginx()
    if program is None:
        raise SetUpError(NO_NGINX)
    site, one = SITE.read_text("utf-8"), "server app:8501 "
    assert site.count(one) == site.count("listen 80;") == 1
    line = next(line for line in site.splitlines() if one in line)
    all_lines = "\n".join(line.replace("app:8501", f"127.0.0.1:{there}") for there in behind)
    site = site.replace(line, all_lines).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")
