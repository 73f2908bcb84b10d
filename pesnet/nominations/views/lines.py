"""The lines of the table of a selection, ready to print: what is the same in many rows is worded once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from pesnet.core.languages import language_name
from pesnet.core.languages import moment as worded_moment
from pesnet.core.message import Message
from pesnet.network.models import Country, RegionalGroup
from pesnet.nominations.models import NominationState, ProposalKind
from pesnet.nominations.queries import Overview
from pesnet.nominations.queries.table import LISTED, NONE
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.web.templating import content, plain

S = NominationState
NOWHERE = UUID(int=0)
COLUMNS: dict[str, Message] = {
    "rank": Message("State’s rank"),
    "position": Message("Position"),
    "institution": Message("Institution"),
    "region": Message("Region"),
    "languages": Message("Language"),
    "submitted": Message("Submitted"),
    "reference": Message("Reference"),
    "score": Message("Score"),
}
"""The columns that a reader may choose, in the order of the table."""
USUAL = ("rank", "position", "languages")
TAGS = {
    S.SUBMITTED: "open", S.SENT_BACK: "sought", S.SELECTED: "done", S.RESERVE: "run", S.NOT_SELECTED: "none",
    S.CONFIRMED: "done", S.DECLINED: "post", S.LAPSED: "post", S.WITHDRAWN: "post", S.REPLACED: "post",
}  # fmt: skip


class Line(NamedTuple):
    """One row: plain texts, and markup for what is worded once."""

    key: str
    path: str
    name: str
    label: str
    native_name: str
    country: Markup
    region: str
    rank: str
    position: str
    institution: str
    sex: str
    languages: list[str]
    interpretation: str
    submitted: str
    reference: str
    score: str
    state: Markup
    place: str
    is_open: bool
    kind: str
    shown: str
    reserve_rank: str


class Wording:
    """The words of one page of the table in the reader's language."""

    def __init__(
        self, overview: Overview, countries: Mapping[str, Country], columns: Collection[str], scores: Mapping[UUID, str]
    ) -> None:
        self.named = overview.named
        self.scores = scores
        self.tells_time = "submitted" in columns
        codes = {group.country for group in overview.groups}
        self.country = {code: content(countries[code].name) for code in codes}
        self.region = {code: plain(countries[code].group.label) for code in codes}
        self.state = {
            state: Markup('<span class="tag tag-{}">{}</span>').format(kind, plain(state.label))
            for state, kind in TAGS.items()
        }
        self.path = url_for(".nominee", nomination_id=NOWHERE)
        self.rank = _("%(rank)s of %(named)s")
        self.label = _("Proposal for %(name)s")
        self.place = _("place %(number)s")
        self.unknown = _("Sex not recorded")
        self.into = _("interpretation into %(language)s")
        self.sexes: dict[Any, str] = {None: self.unknown}
        self.spoken: dict[str, str] = {}
        self.language = language()
        self.zone = actor().time_zone

    def lines(self, rows: Iterable[Any], typed: Mapping[str, tuple[str, str]]) -> list[Line]:
        """The rows in words; ``typed`` is what a form that came back had been given, by key."""
        return [self._line(row, typed) for row in rows]

    def _line(self, row: Any, typed: Mapping[str, tuple[str, str]]) -> Line:
        key, code = row.id.hex, row.country_code
        kind = row.proposed.value if row.proposed else ""
        shown = f"{kind}:{row.proposed_rank or ''}"
        kind, wanted = typed.get(key) or (kind, str(row.proposed_rank or ""))
        levels = row.language_levels
        name = f"{row.given_name} {row.family_name}".strip()
        return Line(
            key,
            self.path.replace(str(NOWHERE), str(row.id)),
            name,
            self.label % {"name": name},
            row.native_name,
            self.country[code],
            self.region[code],
            self.rank % {"rank": row.rank, "named": self.named[code]} if row.rank else "–",
            row.position,
            row.institution,
            self._sex(row.sex),
            [f"{self._spoken(spoken)} {levels[spoken]}" for spoken in sorted(levels)],
            self.into % {"language": self._spoken(row.interpretation_into)} if row.interpretation_into else "",
            worded_moment(row.submitted_at, self.language, self.zone) if self.tells_time and row.submitted_at else "",
            row.reference or "",
            self.scores.get(row.id, ""),
            self.state[row.state],
            self.place % {"number": row.reserve_rank} if row.reserve_rank else "",
            row.state is S.SUBMITTED,
            kind,
            shown,
            wanted,
        )

    def _sex(self, sex: Any) -> str:
        if sex not in self.sexes:
            self.sexes[sex] = plain(sex.label)
        return self.sexes[sex]

    def _spoken(self, code: str) -> str:
        if code not in self.spoken:
            self.spoken[code] = language_name(code, self.language)
        return self.spoken[code]


def kind_words() -> dict[str, str]:
    """What each kind of proposal is called, and none."""
    return {"": str(_("No proposal yet")), **{kind.value: plain(kind.label) for kind in ProposalKind}}


def choices(alphabet: Iterable[Country], overview: Overview) -> dict[str, list[tuple[str, str]]]:
    """What can be asked of the table: value and words, by the name in the address."""
    codes = {group.country for group in overview.groups}
    no_proposal, *kinds = kind_words().items()
    return {
        "country": [(country.code, plain(country.name)) for country in alphabet if country.code in codes],
        "region": [(group.value, plain(group.label)) for group in RegionalGroup],
        "state": [(state.value, plain(state.label)) for state in LISTED],
        "proposal": [(NONE, no_proposal[1]), *kinds],
        "sex": [("female", str(_("Women"))), ("male", str(_("Men"))), (NONE, str(_("Not recorded")))],
    }


def options() -> dict[str, Markup]:
    """The choices of a proposal as they stand in the page, by the one that is chosen."""
    words = kind_words().items()
    return {
        chosen: Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(value, " selected" if value == chosen else "", word)
            for value, word in words
        )
        for chosen, _word in words
    }
