"""``python -m pesnet.documents FORMAT``: a document as JSON on stdin, the file on stdout, within limits."""

import resource
import sys

from pesnet.documents.render import render
from pesnet.documents.transport import from_json

MEMORY = 2 * 1024**3
CPU_SECONDS = 100


def main() -> None:
    """Render one document; what takes too much memory or time is ended by the system."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.buffer.write(render(from_json(sys.stdin.buffer.read()), sys.argv[1]))


if __name__ == "__main__":
    main()
