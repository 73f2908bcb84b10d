"""Make the environment in .venv from a lock file, or reuse it: ``environment.py run`` or ``environment.py dev``."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
INTERPRETER = VENV / "bin" / "python"
IDENTITY = VENV / ".identity"
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
OLDEST_PYTHON = (3, 11)


def main(purpose: str) -> None:
    """Install the lock of the purpose unless what is there was installed from the very same lock."""
    if is_installed(purpose):
        return
    if not is_same_interpreter():
        create()
    print(f"Installing {LOCKS[purpose].name} into .venv (under a minute) ...", flush=True)
    pip = [str(INTERPRETER), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(LOCKS[purpose])]).returncode:
        sys.exit(f"The environment could not be made: pip did not install {LOCKS[purpose].name} (see above).")
    for covered in LOCKS if purpose == "dev" else ["run"]:
        stamp(covered).write_text(lock_hash(covered))


def is_installed(purpose: str) -> bool:
    """Whether the environment was last installed from this lock by this interpreter."""
    return stamp(purpose).exists() and stamp(purpose).read_text() == lock_hash(purpose) and is_same_interpreter()


def is_same_interpreter() -> bool:
    """Whether the environment still runs, with the Python and in the place it was made for."""
    return IDENTITY.exists() and IDENTITY.read_text() == interpreter_identity()


def interpreter_identity() -> str:
    """Version and place of the environment's Python; empty when it does not run."""
    if not INTERPRETER.exists():
        return ""
    answer = subprocess.run([str(INTERPRETER), "-c", "import sys; print(sys.version)"], capture_output=True, text=True)
    return f"{answer.stdout.strip()} {VENV.resolve()}" if answer.returncode == 0 else ""


def lock_hash(purpose: str) -> str:
    """The hash of a lock file."""
    return hashlib.sha256(LOCKS[purpose].read_bytes()).hexdigest()


def stamp(purpose: str) -> Path:
    """The file that records which lock was installed."""
    return VENV / f".installed-{purpose}"


def create() -> None:
    """Make an empty environment with the Python that runs this script."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make run PYTHON=python3.12")
    if find_spec("ensurepip") is None:
        sys.exit("Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv")
    print("Making .venv ...", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode:
        sys.exit("The environment could not be made in .venv (see above).")
    IDENTITY.write_text(interpreter_identity())


if __name__ == "__main__":
    main(sys.argv[1])
