"""Acts on courses: writing them, their calls, and what belongs to them."""

from pesnet.courses.rules import NewDates
from pesnet.courses.services.calls import (
    cancel,
    clear,
    extend_deadline,
    postpone,
    publish,
    send_back,
    submit_for_clearance,
)
from pesnet.courses.services.programme import (
    DocumentAsked,
    SessionDetails,
    WantedDates,
    add_material,
    add_session,
    answer_dates,
    ask_document,
    change_session,
    drop_document,
    remove_material,
    remove_session,
    set_joining_link,
)
from pesnet.courses.services.writing import copy, edit, prepare, prepare_outside_plan

__all__ = [
    "DocumentAsked",
    "NewDates",
    "SessionDetails",
    "WantedDates",
    "add_material",
    "add_session",
    "answer_dates",
    "ask_document",
    "cancel",
    "change_session",
    "clear",
    "copy",
    "drop_document",
    "edit",
    "extend_deadline",
    "postpone",
    "prepare",
    "prepare_outside_plan",
    "publish",
    "remove_material",
    "remove_session",
    "send_back",
    "set_joining_link",
    "submit_for_clearance",
]
