"""What a process that reads a file of somebody else may take."""

from __future__ import annotations

import resource

ADDRESS_SPACE = 1024**3
CPU_SECONDS = 20
OUTPUT = 64 * 1024 * 1024


def confine() -> None:
    """Limit what this process may take, whatever the file makes it do."""
    for limit, value in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (allowed, allowed))
