"""Style sheets and scripts.

Gathered once for each content, compressed, served under an address that changes with it.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import brotli
from flask import Flask
from whitenoise import WhiteNoise

OWN = Path(__file__).parents[1] / "static"
BOOTSTRAP = ("css/bootstrap.min.css", "css/bootstrap.rtl.min.css")
A_YEAR = 31536000


def sources() -> dict[str, Path]:
    """Every file that is served, by its name: our own, and Bootstrap's two builds out of its package."""
    package = find_spec("bootstrap")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the package bootstrap-wrapper is not installed")
    folder = Path(next(iter(package.submodule_search_locations)))
    own = {path.relative_to(OWN).as_posix(): path for path in OWN.rglob("*") if path.is_file()}
    return {**own, **{f"bootstrap/{Path(name).name}": folder / name for name in BOOTSTRAP}}


def gather(target: Path) -> str:
    """Copy and compress the files into ``target/<digest>`` unless they are there; the digest of their content."""
    files = sources()
    digest = hashlib.sha256(b"".join(name.encode() + files[name].read_bytes() for name in sorted(files))).hexdigest()[
        :12
    ]
    if not (target / digest).exists():
        target.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=target))
        for name, source in files.items():
            copy = work / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            content = source.read_bytes()
            copy.write_bytes(content)
            copy.with_name(copy.name + ".br").write_bytes(brotli.compress(content))
            copy.with_name(copy.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
        work.chmod(0o755)
        try:
            work.rename(target / digest)
        except OSError:
            shutil.rmtree(work)
    return digest


def init_app(app: Flask, instance: Path) -> None:
    """Serve the files by WhiteNoise and give templates ``static_url``."""
    target = instance / "static"
    digest = gather(target)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(target / digest), prefix=f"static/{digest}", max_age=A_YEAR
    )

    def static_url(name: str) -> str:
        return f"/static/{digest}/{name}"

    app.jinja_env.globals["static_url"] = static_url
