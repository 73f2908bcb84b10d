"""The training-nomination portal of OIC-PESNET."""

import sys

sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # structlog would load it beside the tests, not on a server
