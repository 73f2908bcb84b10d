"""Have a browser and PostgreSQL ready for the tests where that is possible; the tests say what is missing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess

BROWSER = "/usr/bin/chromium"
QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def main() -> None:
    """Install Debian's browser and start Debian's PostgreSQL, both only as root."""
    if os.geteuid() != 0:
        return
    if not os.path.exists(BROWSER) and shutil.which("apt-get"):
        install_browser()
    if "TEST_POSTGRESQL_URL" not in os.environ and shutil.which("pg_lsclusters") and not answers(5432):
        start_postgresql()


def install_browser() -> None:
    """Install Chromium with a font that has Arabic letters."""
    print("Installing the browser for the tests (chromium) ...", flush=True)
    quiet = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    subprocess.run([*quiet, "update"], env=QUIET, stdin=subprocess.DEVNULL)
    packages = ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
    subprocess.run([*quiet, *packages], env=QUIET, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def start_postgresql() -> None:
    """Start every cluster that is down."""
    listing = subprocess.run(["pg_lsclusters", "-h"], capture_output=True, text=True).stdout
    for version, name, _port, status, *_rest in (line.split() for line in listing.splitlines()):
        if status.startswith("down"):
            command = ["pg_ctlcluster", "--skip-systemctl-redirect", version, name, "start"]
            subprocess.run(command, stdin=subprocess.DEVNULL)


def answers(port: int) -> bool:
    """Whether something on this machine listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
