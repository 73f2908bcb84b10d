"""The layout of a work plan document in English, French and Arabic: the words written and the words recognised.

These are the words of a file format, not of the interface: they stand here in all languages and are not translated.
Recognised words are compared folded, so case, accents, hyphens and variants of Arabic letters do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pesnet.workplan.text import fold


@dataclass(frozen=True)
class Labels:
    """The words a document is written with; ``{…}`` marks what is filled in."""

    language: str
    right_to_left: bool
    network: str
    framework: Mapping[str, str]
    area: str
    columns: Mapping[str, str]
    types: Mapping[str, str]
    sought: str
    all_member_states: str

    def titled(self, kind: str | None, title: str) -> str:
        """The title of an activity with its type, as in *Training Course on “…”*."""
        return self.types[kind].format(title=title) if kind else title


LABELS = {
    "en": Labels(
        language="en",
        right_to_left=False,
        network="OIC Public Employment Services Network (OIC-PESNET)",
        framework={
            "network_objective": "OIC-PESNET Objective",
            "overall_objective": "Overall Objective of Work Plan {period}",
            "guiding_principles": "Guiding Principles for Successful Implementation",
            "monitoring_evaluation": "Monitoring and Evaluation Mechanism",
            "resource_mobilisation": "Resource Mobilisation",
        },
        area="Thematic Area {number}: {title}",
        columns={
            "number": "No.",
            "title": "Activity Title",
            "timeline": "Timeline/ Venue",
            "lead": "Lead Country/ Institution",
            "provider": "Provider Country",
            "beneficiary": "Beneficiary Country",
            "description": "Description",
        },
        types={
            "training_course": "Training Course on “{title}”",
            "training_workshop": "Training Workshop on “{title}”",
            "study_visit": "Study Visit on “{title}”",
            "webinar": "Webinar on “{title}”",
            "expert_visit": "Expert Visit on “{title}”",
            "meeting": "Meeting on “{title}”",
        },
        sought="TBD",
        all_member_states="All OIC Member States",
    ),
    "fr": Labels(
        language="fr",
        right_to_left=False,
        network="Réseau des services publics de l’emploi de l’OCI (OIC-PESNET)",
        framework={
            "network_objective": "Objectif de l’OIC-PESNET",
            "overall_objective": "Objectif général du plan de travail {period}",
            "guiding_principles": "Principes directeurs pour une mise en œuvre réussie",
            "monitoring_evaluation": "Mécanisme de suivi et d’évaluation",
            "resource_mobilisation": "Mobilisation des ressources",
        },
        area="Domaine thématique {number} : {title}",
        columns={
            "number": "N°",
            "title": "Intitulé de l’activité",
            "timeline": "Calendrier/ Lieu",
            "lead": "Pays/ institution chef de file",
            "provider": "Pays prestataire",
            "beneficiary": "Pays bénéficiaire",
            "description": "Description",
        },
        types={
            "training_course": "Cours de formation sur « {title} »",
            "training_workshop": "Atelier de formation sur « {title} »",
            "study_visit": "Visite d’étude sur « {title} »",
            "webinar": "Webinaire sur « {title} »",
            "expert_visit": "Visite d’experts sur « {title} »",
            "meeting": "Réunion sur « {title} »",
        },
        sought="À déterminer",
        all_member_states="Tous les États membres de l’OCI",
    ),
    "ar": Labels(
        language="ar",
        right_to_left=True,
        network="شبكة منظمة التعاون الإسلامي لخدمات التوظيف العامة (OIC-PESNET)",
        framework={
            "network_objective": "هدف الشبكة",
            "overall_objective": "الهدف العام لخطة العمل {period}",
            "guiding_principles": "المبادئ التوجيهية للتنفيذ الناجح",
            "monitoring_evaluation": "آلية المتابعة والتقييم",
            "resource_mobilisation": "تعبئة الموارد",
        },
        area="المجال المواضيعي {number}: {title}",
        columns={
            "number": "الرقم",
            "title": "عنوان النشاط",
            "timeline": "الجدول الزمني/ المكان",
            "lead": "الدولة/ المؤسسة القائدة",
            "provider": "الدولة المقدِّمة",
            "beneficiary": "الدولة المستفيدة",
            "description": "الوصف",
        },
        types={
            "training_course": "دورة تدريبية حول “{title}”",
            "training_workshop": "ورشة عمل تدريبية حول “{title}”",
            "study_visit": "زيارة دراسية حول “{title}”",
            "webinar": "ندوة عبر الإنترنت حول “{title}”",
            "expert_visit": "زيارة خبراء حول “{title}”",
            "meeting": "اجتماع حول “{title}”",
        },
        sought="يحدد لاحقاً",
        all_member_states="جميع الدول الأعضاء في منظمة التعاون الإسلامي",
    ),
}
COLUMNS = tuple(LABELS["en"].columns)


def _folded(phrases: str) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in phrases.split("|"))


LONGEST_HEADER = 60
LONGEST_LABEL = 120
NUMBER_HEADERS = {
    "en": _folded("No.|Nr.|Number|S/N|Item|Item No."),
    "fr": _folded("N°|Nº|Numéro|N° d’ordre"),
    "ar": _folded("الرقم|رقم|م|ت|رقم النشاط|التسلسل"),
}
# In the order tried: "Description of the activity" is no title, "Timeline/ Venue" is no venue.
HEADER_STEMS = {
    "description": {"en": _folded("descri"), "fr": _folded("descri"), "ar": _folded("وصف")},
    "timeline": {
        "en": _folded("timeline|date|period|when"),
        "fr": _folded("calendrier|date|période|échéance"),
        "ar": _folded("زمني|زمنية|تاريخ|موعد"),
    },
    "lead": {"en": _folded("lead"), "fr": _folded("chef de file|chefs de file"), "ar": _folded("قائد|رائد")},
    "provider": {
        "en": _folded("provider"),
        "fr": _folded("prestataire|fournisseur"),
        "ar": _folded("مقدم|مزود"),
    },
    "beneficiary": {"en": _folded("beneficiar"), "fr": _folded("bénéficiaire"), "ar": _folded("مستفيد")},
    "venue": {"en": _folded("venue|place"), "fr": _folded("lieu"), "ar": _folded("مكان")},
    "title": {
        "en": _folded("title|activit"),
        "fr": _folded("intitulé|titre|activité"),
        "ar": _folded("عنوان|نشاط"),
    },
}
FRAMEWORK_PHRASES = {
    "overall_objective": _folded("overall objective|objectif général|objectif global|الهدف العام"),
    "guiding_principles": _folded("guiding principles|principes directeurs|المبادئ التوجيهية"),
    "monitoring_evaluation": _folded(
        "monitoring and evaluation|suivi et d’évaluation|suivi et évaluation|المتابعة والتقييم|الرصد والتقييم"
    ),
    "resource_mobilisation": _folded(
        "resource mobilisation|resource mobilization|mobilisation of resources|mobilisation des ressources|"
        "mobilisation de ressources|تعبئة الموارد|حشد الموارد"
    ),
    "network_objective": _folded(
        "OIC-PESNET objective|objective of the OIC-PESNET|objective of OIC-PESNET|network objective|"
        "objective of the network|objectif de l’OIC-PESNET|objectif du réseau|هدف الشبكة|هدف شبكة"
    ),
}
AREA_PHRASES = _folded(
    "thematic area|area|domaine thématique|axe thématique|axe|المجال المواضيعي|المجال|المحور|محور|مجال"
)
NUMERALS = {
    numeral: place
    for row in (
        _folded("I|II|III|IV|V|VI|VII|VIII|IX|X"),
        _folded("one|two|three|four|five|six|seven|eight|nine|ten"),
        _folded("un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"),
        _folded("الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر"),
    )
    for place, numeral in enumerate(row, start=1)
}
TYPE_PHRASES = {
    "training_workshop": _folded(
        "training workshop|workshop|atelier de formation|atelier|ورشة عمل تدريبية|ورشة تدريبية|ورشة عمل"
    ),
    "training_course": _folded(
        "training course|training|course|cours de formation|session de formation|formation|cours|دورة تدريبية|دورة"
    ),
    "study_visit": _folded("study visit|study tour|visite d’étude|visite d’études|voyage d’étude|زيارة دراسية"),
    "webinar": _folded(
        "webinar|webinaire|séminaire en ligne|ندوة عبر الإنترنت|ندوة إلكترونية|ندوة افتراضية|ندوة عبر الانترنت"
    ),
    "expert_visit": _folded(
        "expert visit|experts visit|expert mission|visite d’experts|visite d’expert|mission d’experts|"
        "زيارة خبراء|زيارة خبير"
    ),
    "meeting": _folded("meeting|expert group meeting|réunion|اجتماع"),
}
CONNECTORS = set(_folded("on|about|for|in|sur|relatif à|relative à|pour|حول|عن|في|بشأن|على"))
SOUGHT = set(
    _folded(
        "TBD|TBC|T.B.D.|to be determined|to be decided|to be defined|to be confirmed|to be identified|sought|"
        "à déterminer|à définir|à confirmer|à préciser|يحدد لاحقا|سيحدد لاحقا|تحدد لاحقا|ستحدد لاحقا|"
        "لم يحدد بعد|يتم تحديده لاحقا|قيد التحديد"
    )
)
ALL_PHRASES = set(
    _folded(
        "All OIC Member States|All OIC Member Countries|All OIC Countries|All Member States|All Member Countries|"
        "All the OIC Member States|Tous les États membres de l’OCI|Tous les pays membres de l’OCI|"
        "Tous les États membres|Tous les pays membres|جميع الدول الأعضاء في منظمة التعاون الإسلامي|"
        "جميع الدول الأعضاء بمنظمة التعاون الإسلامي|كافة الدول الأعضاء في منظمة التعاون الإسلامي|"
        "جميع الدول الأعضاء|كافة الدول الأعضاء|جميع البلدان الأعضاء|جميع دول منظمة التعاون الإسلامي"
    )
)
NOTHING = set(_folded("n/a|none|nil|néant|aucun|aucune|s/o|لا يوجد|لا شيء"))
NETWORK_NAMES = {fold(labels.network) for labels in LABELS.values()}
WORK_PLAN_PHRASES = _folded("work plan|workplan|plan de travail|plan d’action|خطة العمل|خطة عمل")
OBJECTIVES_LABELS = set(_folded("objective|objectives|objectif|objectifs|الأهداف|أهداف|الهدف"))

QUARTER_WORDS = set(_folded("quarter|trimestre|الربع|ربع"))
ORDINALS = {
    numeral: place
    for row in (
        _folded("first|second|third|fourth"),
        _folded("1st|2nd|3rd|4th"),
        _folded("premier|deuxième|troisième|quatrième"),
        _folded("1er|2e|3e|4e"),
        _folded("1re|2ème|3ème|4ème"),
        _folded("الأول|الثاني|الثالث|الرابع"),
    )
    for place, numeral in enumerate(row, start=1)
}
MONTHS = {
    name: number
    for row in (
        _folded("January|February|March|April|May|June|July|August|September|October|November|December"),
        _folded("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
        _folded("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
        _folded("janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc"),
        _folded("يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
        _folded("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"),
        _folded("جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    )
    for number, name in enumerate(row, start=1)
}
RANGE_WORDS = set(_folded("to|until|and|au|à|et|jusqu|إلى|حتى|و"))
DATE_FILLERS = set(_folded("of|the|in|year|année|from|de|du|le|la|en|من|عام|سنة|شهر|في"))
