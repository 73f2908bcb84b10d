"""The English of letters."""

from pesnet.correspondence.models import LetterKind
from pesnet.correspondence.words import Rank, Sample, Wording, Words

WORDS = Words(
    network="OIC Public Employment Services Network",
    secretariat="Secretariat",
    number="No. {reference}",
    place_and_day="{place}, {day}",
    subject="Subject: {subject}",
    replaces="This letter replaces letter No. {number} of {day}, which is no longer valid.",
    of_country="of {country}",
    focal_point="To the National Focal Point {of_country}",
    visa_office="To the competent visa authorities {of_country}",
    ministry="{official}",
    salutations={
        Rank.EXCELLENCY: {
            "female": "Your Excellency,",
            "male": "Your Excellency,",
            "unrecorded": "Your \
Excellency,",
        },
        Rank.PROFESSOR: {
            "female": "Dear Professor {family},",
            "male": "Dear Professor {family},",
            "unrecorded": "Dear Professor {family},",
        },
        Rank.DOCTOR: {
            "female": "Dear Dr {family},",
            "male": "Dear Dr {family},",
            "unrecorded": "Dear Dr \
{family},",
        },
        Rank.ENGINEER: {"female": "Dear Ms {family},", "male": "Dear Mr {family},", "unrecorded": "Dear {name},"},
        Rank.NONE: {"female": "Dear Ms {family},", "male": "Dear Mr {family},", "unrecorded": "Dear {name},"},
    },
    several="Dear Sir or Madam,",
    address={"female": "Madam", "male": "Sir", "unrecorded": "Sir or Madam"},
    civil={"female": "Ms {name}", "male": "Mr {name}", "unrecorded": "{name}"},
    as_participant={"female": "as a participant", "male": "as a participant", "unrecorded": "as a participant"},
    columns={
        "place": "No.",
        "name": "Name as in the passport",
        "family_name": "Family name",
        "given_name": "Given name",
        "nationality": "Nationality",
        "country": "Member state",
        "institution": "Institution",
        "position": "Position",
        "travel": "Days of travel",
        "rank": "Rank",
        "reference": "Reference",
    },
    sample=Sample(
        "Amina Sample",
        "Sample Employment Service",
        "Analyst",
        "Reading labour market data",
        "Sample centre, \
Ankara",
    ),
    wordings={
        LetterKind.INVITATION: Wording(
            "Invitation to “{course}”",
            """{salutation}

On behalf of the OIC Public Employment Services Network (OIC-PESNET), we have the honour to inform you that your \
nomination by the National Focal Point {of_country} has been accepted, and to invite you to take part \
{as_participant} in “{course}”.

- Dates: {dates}
- Venue: {venue}
- Languages of instruction: {languages}
- Led by: {lead}

We should be grateful if you would confirm your participation by {confirm_by}, in the portal of the network or \
through your National Focal Point. A place that is not confirmed by then will be offered to a nominee on the \
reserve list.

Questions may be addressed to {contact}.

We look forward to welcoming you.""",
            "Yours sincerely,",
        ),
        LetterKind.REGRET: Wording(
            "Nominations for “{course}”",
            """{salutation}

On behalf of the OIC Public Employment Services Network (OIC-PESNET), we thank you warmly for the nominations \
{of_country} for “{course}”, and your nominees for the care with which they prepared them.

The number of places was smaller than the number of nominees. We very much regret that no place could be offered \
this time to the persons named below. This decision is no judgement on their merit.

We should be glad to consider them for future activities of the network, and thank you for your continued \
support.""",
            "Yours sincerely,",
        ),
        LetterKind.ACCEPTANCE_LIST: Wording(
            "Participants selected for “{course}”",
            """{salutation}

On behalf of the OIC Public Employment Services Network (OIC-PESNET), we have the honour to transmit the list of \
the persons selected to take part in “{course}”.

- Dates: {dates}
- Venue: {venue}
- Number of persons: {number}

We should be grateful for your kind support in making their participation possible.""",
            "Yours sincerely,",
        ),
        LetterKind.VISA_LIST: Wording(
            "Entry visas for the participants in “{course}”",
            """{salutation}

The persons named below have been selected by the OIC Public Employment Services Network (OIC-PESNET) to take \
part in “{course}”.

- Dates: {dates}
- Venue: {venue}
- Led by: {lead}

We should be grateful if the competent authorities would kindly facilitate the issue of their entry visas. \
Questions may be addressed to {contact}.""",
            "Yours faithfully,",
        ),
        LetterKind.NOTE_VERBALE: Wording(
            "“{course}”",
            """The Secretariat of the OIC Public Employment Services Network (OIC-PESNET) presents its \
compliments to the competent authorities {of_country} and has the honour to refer to “{course}”, which the \
network organises in accordance with its work plan.

- Dates: {dates}
- Venue: {venue}
- Led by: {lead}

The Secretariat would be grateful if the competent authorities would kindly facilitate the participation of the \
persons whom the National Focal Point has nominated.

The Secretariat of the OIC Public Employment Services Network avails itself of this opportunity to renew to the \
competent authorities {of_country} the assurances of its highest consideration.""",
            "",
        ),
        LetterKind.NOMINATION: Wording(
            "Nomination for “{course}”",
            """{salutation}

With reference to the call for nominations for “{course}”, the National Focal Point {of_country} has the honour \
to nominate the persons named below, in the order of preference of the national authorities.

- Dates: {dates}
- Venue: {venue}

In our view the nominees meet the profile set out in the call. We should be grateful for your favourable \
consideration.""",
            "Yours sincerely,",
        ),
    },
)
