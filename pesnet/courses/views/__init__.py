"""Screens of courses for those who prepare them; the public page belongs to the site."""

from pesnet.courses.views import calls, course, materials, programme
from pesnet.courses.views.blueprint import bp

__all__ = ["bp", "calls", "course", "materials", "programme"]
