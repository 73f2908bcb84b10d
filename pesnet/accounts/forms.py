"""Forms of signing in, of one's account, and of seats."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from pesnet.accounts.grants import Invitee, SeatFacts
from pesnet.accounts.models import Seat, User
from pesnet.accounts.passwords import SHORTEST
from pesnet.accounts.services import OwnFacts
from pesnet.core.languages import NAMES
from pesnet.web import fields
from pesnet.web.forms import Form

REGIONS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
LANGUAGE_CHOICES = [("", ""), *NAMES.items()]


@cache
def time_zones() -> list[tuple[str, str]]:
    """The time zones to choose from: those of cities, and UTC."""
    cities = sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS)
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in cities)]


class SignInForm(Form):
    """Who it is; ``typed`` carries the form that was sent when the sign-in had ended."""

    email = fields.email(_l("E-mail address"), required=True)
    password = fields.password(_l("Password"))
    typed = HiddenField()


class NewPasswordForm(Form):
    """A password to be kept."""

    new = fields.password(
        _l("New password"), hint=_l("At least %(count)s characters; several words are easiest.", count=SHORTEST)
    )
    again = fields.password(_l("The same password again"))

    def validate_again(self, field: Any) -> None:
        """Refuse two different passwords."""
        if field.data != self.new.data:
            raise ValidationError(_("The two passwords differ."))


class ChangePasswordForm(NewPasswordForm):
    """A new password from somebody who knows the present one."""

    old = fields.password(_l("Present password"))


class OwnFactsForm(Form):
    """What people say of themselves."""

    name = fields.name(_l("Name"), required=True)
    native_name = fields.name(_l("Name in its own script"))
    language = fields.choice(_l("Language of the portal and of its mail"), NAMES.items())
    time_zone = fields.choice(_l("Time zone"), hint=_l("Times are shown in this zone."))

    def __init__(self, user: User) -> None:
        super().__init__(obj=user)
        self.time_zone.choices = time_zones()

    def read(self) -> OwnFacts:
        """What was typed."""
        return OwnFacts(self.name.data, self.native_name.data or "", self.language.data, self.time_zone.data)


class SeatForm(Form):
    """How a seat is reached."""

    language = fields.choice(_l("Working language"), LANGUAGE_CHOICES)
    mailbox = fields.email(_l("Shared mailbox"))
    copy_addresses = fields.long_text(
        _l("Copy addresses"), hint=_l("One on each line. Mail goes there while nobody holds the seat."), limit=1000
    )
    telephone = fields.text(_l("Telephone"))
    postal_address = fields.long_text(_l("Postal address"), limit=500)
    designation = fields.text(_l("Designation"), hint=_l("Reference and date of the letter that names the holder."))
    version = fields.number(_l("Version"), most=10**9)

    def __init__(self, seat: Seat | None = None) -> None:
        super().__init__(obj=seat)
        if seat is not None and not self.is_submitted():
            self.copy_addresses.data = "\n".join(seat.copy_addresses)

    def validate_copy_addresses(self, field: Any) -> None:
        """Refuse a line that is no address."""
        for line in self._copies():
            if line.count("@") != 1 or line.startswith("@") or "." not in line.split("@")[1] or " " in line:
                raise ValidationError(_("This is not an address: %(line)s", line=line))

    def read(self) -> SeatFacts:
        """What was typed."""
        return SeatFacts(
            self.language.data,
            self.mailbox.data or None,
            tuple(self._copies()),
            self.telephone.data or "",
            self.postal_address.data or "",
            self.designation.data or "",
        )

    def _copies(self) -> list[str]:
        return [line.strip() for line in (self.copy_addresses.data or "").splitlines() if line.strip()]


class NewSeatForm(SeatForm):
    """A seat to be made."""

    role = fields.choice(_l("Role"))
    party_id = fields.choice(
        _l("Country or institution"),
        required=False,
        hint=_l("For focal points, lead and provider officers; leave it empty for the other roles."),
    )


class InvitationForm(Form):
    """Whom to invite."""

    email = fields.email(_l("E-mail address"), required=True)
    name = fields.name(_l("Name"), required=True)
    function = fields.text(_l("Function"), hint=_l("For example: Director of employment services."))
    language = fields.choice(_l("Language of the portal and of its mail"), LANGUAGE_CHOICES)
    from_day = fields.day(_l("Holds the seat from"), required=True)
    place = fields.radio(
        _l("Place"),
        [("principal", _l("Principal")), ("deputy", _l("Deputy: prepares, but does not release decisions"))],
    )

    def read(self) -> Invitee:
        """What was typed."""
        return Invitee(
            self.email.data,
            self.name.data,
            self.function.data or "",
            self.language.data,
            self.from_day.data,
            is_principal=self.place.data == "principal",
        )


class EndForm(Form):
    """When somebody's time in a seat ends."""

    last_day = fields.day(_l("Last day in the seat"), required=True)
