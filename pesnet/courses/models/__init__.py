"""Courses with their calls, and what belongs to them: agenda, documents asked, joining link, materials."""

from pesnet.courses.models.course import (
    CallKind,
    Course,
    CourseCountry,
    CourseParty,
    CoursePlaces,
    CourseState,
    Deadline,
    Mode,
    Phase,
)
from pesnet.courses.models.programme import (
    AskedDocument,
    AskedStage,
    CourseSession,
    DatesAnswer,
    JoiningLink,
    Material,
)

__all__ = [
    "AskedDocument",
    "AskedStage",
    "CallKind",
    "Course",
    "CourseCountry",
    "CourseParty",
    "CoursePlaces",
    "CourseSession",
    "CourseState",
    "DatesAnswer",
    "Deadline",
    "JoiningLink",
    "Material",
    "Mode",
    "Phase",
]
