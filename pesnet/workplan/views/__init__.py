"""Screens of workplan: lists and imports, drafts and amendments, versions and exports."""

from pesnet.workplan.views import activities, imports, plans, versions, wording
from pesnet.workplan.views.blueprint import bp

__all__ = ["activities", "bp", "imports", "plans", "versions", "wording"]
