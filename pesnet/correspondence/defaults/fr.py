"""The French of letters."""

from pesnet.correspondence.models import LetterKind
from pesnet.correspondence.words import Agreement, Rank, Sample, Wording, Words

MADAME: dict[Agreement, str] = {"female": "Madame,", "male": "Monsieur,", "unrecorded": "Madame, Monsieur,"}

WORDS = Words(
    network="Réseau des Services Publics de l’Emploi de l’OCI",
    secretariat="Secrétariat",
    number="N° {reference}",
    place_and_day="{place}, le {day}",
    subject="Objet : {subject}",
    replaces="La présente lettre annule et remplace la lettre n° {number} du {day}.",
    of_country="{french_of}",
    focal_point="Au point focal national {of_country}",
    visa_office="Aux autorités compétentes {of_country} en matière de visas",
    ministry="{official}",
    salutations={
        Rank.EXCELLENCY: {"female": "Excellence,", "male": "Excellence,", "unrecorded": "Excellence,"},
        Rank.PROFESSOR: {
            "female": "Madame la Professeure,",
            "male": "Monsieur le Professeur,",
            "unrecorded": "Madame, Monsieur,",
        },
        Rank.DOCTOR: {
            "female": "Madame la Docteure,",
            "male": "Monsieur le Docteur,",
            "unrecorded": "Madame, Monsieur,",
        },
        Rank.ENGINEER: MADAME,
        Rank.NONE: MADAME,
    },
    several="Madame, Monsieur,",
    address={"female": "Madame", "male": "Monsieur", "unrecorded": "Madame, Monsieur"},
    civil={"female": "Mme {name}", "male": "M. {name}", "unrecorded": "{name}"},
    as_participant={
        "female": "en qualité de participante",
        "male": "en qualité de participant",
        "unrecorded": "au titre de votre pays",
    },
    columns={
        "place": "N°",
        "name": "Nom figurant au passeport",
        "family_name": "Nom",
        "given_name": "Prénom",
        "nationality": "Nationalité",
        "country": "État membre",
        "institution": "Institution",
        "position": "Fonction",
        "travel": "Jours de voyage",
        "rank": "Rang",
        "reference": "Référence",
    },
    sample=Sample(
        "Amina Exemple",
        "Service de l’emploi (exemple)",
        "Analyste",
        "Lire les données du marché du travail",
        "Centre (exemple), Ankara",
    ),
    wordings={
        LetterKind.INVITATION: Wording(
            "Invitation à l’activité « {course} »",
            """{salutation}

Au nom du Réseau des Services Publics de l’Emploi de l’OCI (OIC-PESNET), nous avons l’honneur de vous faire \
savoir que votre candidature, présentée par le point focal national {of_country}, a été retenue, et de vous \
inviter à prendre part, {as_participant}, à l’activité « {course} ».

- Dates : {dates}
- Lieu : {venue}
- Langues d’enseignement : {languages}
- Chef de file : {lead}

Nous vous saurions gré de bien vouloir confirmer votre participation au plus tard le {confirm_by}, sur le portail \
du réseau ou par l’intermédiaire de votre point focal national. Toute place non confirmée à cette date sera \
proposée à une personne inscrite sur la liste de réserve.

Pour toute question, veuillez vous adresser à {contact}.

Nous nous réjouissons de vous accueillir.""",
            "Veuillez agréer, {address}, l’assurance de notre considération distinguée.",
        ),
        LetterKind.REGRET: Wording(
            "Candidatures à l’activité « {course} »",
            """{salutation}

Au nom du Réseau des Services Publics de l’Emploi de l’OCI (OIC-PESNET), nous vous remercions vivement des \
candidatures {of_country} à l’activité « {course} », et nous remercions les personnes désignées du soin apporté à \
leur dossier.

Le nombre de places était inférieur à celui des candidatures. Nous regrettons sincèrement de n’avoir pu, cette \
fois, offrir de place aux personnes nommées ci-dessous. Cette décision ne préjuge en rien de leur mérite.

Nous serions heureux d’examiner leur candidature à de prochaines activités du réseau et vous remercions de votre \
soutien constant.""",
            "Veuillez agréer, {address}, l’assurance de notre considération distinguée.",
        ),
        LetterKind.ACCEPTANCE_LIST: Wording(
            "Personnes retenues pour l’activité « {course} »",
            """{salutation}

Au nom du Réseau des Services Publics de l’Emploi de l’OCI (OIC-PESNET), nous avons l’honneur de vous transmettre \
la liste des personnes retenues pour prendre part à l’activité « {course} ».

- Dates : {dates}
- Lieu : {venue}
- Nombre de personnes : {number}

Nous vous saurions gré de bien vouloir faciliter leur participation.""",
            "Veuillez agréer, {address}, l’assurance de notre considération distinguée.",
        ),
        LetterKind.VISA_LIST: Wording(
            "Visas d’entrée des personnes participant à l’activité « {course} »",
            """{salutation}

Les personnes nommées ci-dessous ont été retenues par le Réseau des Services Publics de l’Emploi de l’OCI \
(OIC-PESNET) pour prendre part à l’activité « {course} ».

- Dates : {dates}
- Lieu : {venue}
- Chef de file : {lead}

Nous saurions gré aux autorités compétentes de bien vouloir faciliter la délivrance de leurs visas d’entrée. Pour \
toute question, veuillez vous adresser à {contact}.""",
            "Veuillez agréer, {address}, l’assurance de notre considération distinguée.",
        ),
        LetterKind.NOTE_VERBALE: Wording(
            "Activité « {course} »",
            """Le Secrétariat du Réseau des Services Publics de l’Emploi de l’OCI (OIC-PESNET) présente ses \
compliments aux autorités compétentes {of_country} et a l’honneur de se référer à l’activité « {course} », que le \
réseau organise conformément à son plan de travail.

- Dates : {dates}
- Lieu : {venue}
- Chef de file : {lead}

Le Secrétariat saurait gré aux autorités compétentes de bien vouloir faciliter la participation des personnes \
désignées par le point focal national.

Le Secrétariat du Réseau des Services Publics de l’Emploi de l’OCI saisit cette occasion pour renouveler aux \
autorités compétentes {of_country} les assurances de sa très haute considération.""",
            "",
        ),
        LetterKind.NOMINATION: Wording(
            "Désignation pour l’activité « {course} »",
            """{salutation}

Comme suite à la demande de désignation de participants à l’activité « {course} », le point focal national \
{of_country} a l’honneur de désigner les personnes nommées ci-dessous, dans l’ordre de préférence des autorités \
nationales.

- Dates : {dates}
- Lieu : {venue}

Les personnes désignées nous paraissent répondre au profil défini dans la demande. Nous vous saurions gré de bien \
vouloir examiner leur candidature avec bienveillance.""",
            "Veuillez agréer, {address}, l’assurance de notre considération distinguée.",
        ),
    },
)
