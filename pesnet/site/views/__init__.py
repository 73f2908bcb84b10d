"""Public pages over many features, one module for each subject."""

from pesnet.site.views import countries, courses, home, machines, work_plan
from pesnet.site.views.blueprint import bp, plain

__all__ = ["bp", "countries", "courses", "home", "machines", "plain", "work_plan"]
