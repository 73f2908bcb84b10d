import pytest

from pesnet.workplan.reading.titles import read_title


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("Training Course on “Skills Training Services”", "training_course", "Skills Training Services"),
        ("Training Workshop on Digital Skills", "training_workshop", "Digital Skills"),
        ('STUDY VISIT: "Observatories"', "study_visit", "Observatories"),
        ("Cours de formation sur « Les clubs d’emploi »", "training_course", "Les clubs d’emploi"),
        ("Visite d'étude sur les observatoires", "study_visit", "les observatoires"),
        ("دورة تدريبية حول “خدمات التدريب”", "training_course", "خدمات التدريب"),
        ("ورشة عمل تدريبية عن المهارات", "training_workshop", "المهارات"),
    ],
)
def test_the_type_is_taken_off_the_title(text, kind, bare):
    found = read_title(text)
    assert (found.type, found.bare, found.certain) == (kind, bare, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Meeting the needs of employers", "meeting"),
        ("Regional forum on jobs", None),
        ("", None),
        ("Webinar", "webinar"),
    ],
)
def test_a_title_without_a_clear_type_stays_whole(text, kind):
    found = read_title(text)
    assert (found.type, found.bare, found.certain) == (kind, text, False)
