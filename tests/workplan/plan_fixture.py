"""A work plan in three languages for tests: titles, parties and years of the plan 2021-2022, the rest our own."""

from datetime import date

from pesnet.network import reference
from pesnet.workplan.layout import LABELS
from pesnet.workplan.parsed import ALL_MEMBER_STATES, Doubt, ParsedActivity, ParsedArea, ParsedParty, ParsedPlan
from pesnet.workplan.reading.gazetteer import Gazetteer

ALL = ALL_MEMBER_STATES
ALMP = "AF AZ BJ KM GM GN JO MR PK TJ TG TM"
# Type, title, year, leads, providers, beneficiaries; "?" is sought.
EN = {
    "Active Labour Market Policies (ALMPs) and Skills Strategies": [
        ("training_workshop", "Developing a Successful Employment and Skills Strategy", 2021, "SESRIC", "TR", ALL),
        ("training_course", "Engaging Employers in Apprenticeship Opportunities", 2021, "TR", "TR", ALMP),
        ("training_course", "Skills Training Services", 2021, "AZ", "AZ", "AF BF GM GN JO MR PK PS SN SD TJ TG TM"),
        ("training_workshop", "Digital Skills Development in OIC Countries", 2022, "TN", "TN", ALL),
    ],
    "Labour Market Information (LMI)": [
        ("training_course", "Labour Market Research (LMR) Methodologies", 2022, "TR", "TR", "AF AZ BF GW CI SN"),
        ("study_visit", "National Labour Market Observatories", 2022, "?", "?", "AF TD KM GM GN"),
    ],
    "Job and Vocational Counselling and Employment Services": [
        ("training_course", "Effective Job Matching and Job Placement Strategies", 2021, "PK", "PK TR", "SL SA BN"),
        ("training_course", "Job Clubs: Counselling Model for Disadvantaged Groups", 2022, "TR", "TN TR", "AF AZ"),
    ],
}
FR = {
    "Politiques actives du marché du travail": [
        ("training_workshop", "Une stratégie réussie pour l’emploi et les compétences", 2021, "SESRIC", "TR", ALL),
        ("training_course", "L’apprentissage : associer les employeurs", 2021, "TR", "TR", ALMP),
    ],
    "Information sur le marché du travail": [
        ("study_visit", "Les observatoires nationaux du marché du travail", 2022, "?", "?", "CI GW GN AE BF"),
        ("webinar", "Les données de l’emploi", 2022, "PK", "PK TR", ALL),
    ],
}
AR = {
    "سياسات سوق العمل النشطة": [
        ("training_workshop", "وضع استراتيجية ناجحة للتشغيل والمهارات", 2021, "SESRIC", "TR", ALL),
        ("training_course", "خدمات التدريب على المهارات", 2021, "AZ", "AZ", "AF BF GM GN JO MR PK PS SN SD"),
    ],
    "معلومات سوق العمل": [
        ("study_visit", "المراصد الوطنية لسوق العمل", 2022, "?", "?", "TD KM GW SA AE MV SL"),
        ("meeting", "أساليب المطابقة", 2022, "PK", "PK TR", ALL),
    ],
}
TITLES = {"en": "Draft Work Plan 2021-2022", "fr": "Projet de plan de travail 2021-2022", "ar": "خطة العمل 2021-2022"}
TEXTS = {
    "en": ("Better services for people who seek work.", "Shared work, shared cost,", "Offices learn from each other."),
    "fr": ("De meilleurs services pour qui cherche un emploi.", "Œuvre et coûts partagés ;", "Les agences échangent."),
    "ar": ("خدمات أفضل للباحثين عن عمل.", "عملٌ مشترك وتكلفة مشتركة،", "تتعلم المكاتب بعضها من بعض."),
}
AREAS = {"en": EN, "fr": FR, "ar": AR}
WRITTEN = {"TR": {"en": "Turkey", "fr": "Turquie", "ar": "تركيا"}, "GM": {"en": "The Gambia"}}


def gazetteer() -> Gazetteer:
    """The names of the member states and institutions in the reference data."""
    names = {}
    for country in reference.countries():
        for name in (*country["name"].values(), *country["official"].values(), *country["aliases"]):
            names[name] = country["iso2"]
    for institution in reference.institutions():
        for name in (*institution["name"].values(), *institution["acronyms"]):
            names[name] = institution["acronym"]
    return Gazetteer(names)


def plan(language: str = "en") -> ParsedPlan:
    """The plan as a reader understands it."""
    sentence, item, goal = TEXTS[language]
    return ParsedPlan(
        title=TITLES[language],
        period=(2021, 2022),
        language=language,
        framework={
            "network_objective": sentence,
            "overall_objective": f"{sentence}\n{goal}",
            "guiding_principles": [item, goal],
            "monitoring_evaluation": [goal],
            "resource_mobilisation": [item, sentence],
        },
        areas=[
            ParsedArea(number, title, [goal, sentence], [_activity(number, at, row, language) for at, row in rows])
            for number, (title, rows) in enumerate(_numbered(language), start=1)
        ],
    )


def _numbered(language):
    return [(title, list(enumerate(rows, start=1))) for title, rows in AREAS[language].items()]


def _activity(area, number, row, language):
    kind, title, year, leads, providers, beneficiaries = row
    sentence, item, goal = TEXTS[language]
    return ParsedActivity(
        number=number,
        code=f"{area}.{number}",
        type=kind,
        title=title,
        title_as_written=LABELS[language].titled(kind, title),
        timeline=str(year),
        timeline_start=date(year, 1, 1),
        timeline_end=date(year, 12, 31),
        timeline_precision="year",
        venue="" if number == 1 else sentence.split()[0],
        leads=_parties(leads, language),
        providers=_parties(providers, language),
        sought=[role for role, codes in (("lead", leads), ("provider", providers)) if codes == "?"],
        beneficiaries=ALL if beneficiaries == ALL else _parties(beneficiaries, language),
        description=f"{sentence} {goal}" if number == 1 else f"{sentence}\n• {item}\n• {goal}",
    )


def _parties(codes, language):
    names = {country["iso2"]: country["name"][language] for country in reference.countries()}
    return [
        ParsedParty(WRITTEN.get(code, {}).get(language) or names.get(code, code), code)
        for code in codes.split()
        if code != "?"
    ]


def doubts_of(found: ParsedPlan) -> list[tuple[str, str | None, str, str]]:
    """What each doubt is about: kind, activity, cell and text."""
    return [(doubt.kind.value, doubt.code, doubt.cell, doubt.as_written) for doubt in found.doubts]


def kinds(doubts: list[Doubt]) -> list[str]:
    """The kinds of doubts in order."""
    return [doubt.kind.value for doubt in doubts]
