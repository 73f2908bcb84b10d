"""How gunicorn serves the portal; every setting can be overridden on its command line."""

import gc
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

wsgi_app = "wsgi:app"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = False  # connections and threads must not be shared by forked workers
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a heartbeat file must not wait for a disk
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
accesslog = "-"
errorlog = "-"
loglevel = "warning"


def post_worker_init(_worker: Any) -> None:
    """Keep what was made at the start out of the collection of garbage: it stays for good."""
    gc.freeze()


class StructuredLog(Logger):  # type: ignore[misc]  # gunicorn is untyped
    """One JSON line per request, without address, query or anything else about the person."""

    def access(self, resp: Any, _request: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write the line; the application puts the route's pattern into the environment, paths may carry secrets."""
        line = {
            "event": "request",
            "method": environ.get("REQUEST_METHOD"),
            "actor": environ.get("pesnet.actor", "-"),
            "route": environ.get("pesnet.route", "-"),
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "bytes": resp.sent,
            "ms": round(request_time.total_seconds() * 1000, 1),
            "request_id": environ.get("pesnet.request_id"),
        }
        self.access_log.info(json.dumps(line))


logger_class = StructuredLog
