import pytest

from tests.workplan.plan_fixture import gazetteer

GAZETTEER = gazetteer()


def codes(text):
    return [party.code or f"?{party.as_written}" for party in GAZETTEER.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Turkey", ["TR"]),
        ("Pakistan/ Turkey", ["PK", "TR"]),
        ("Afghanistan Burkina Faso The Gambia Guinea Jordan", ["AF", "BF", "GM", "GN", "JO"]),
        ("Guinea Guinea-Bissau\nGUINEA BISSAU", ["GN", "GW", "GW"]),
        ("Niger, Nigeria; Mali and Sierra Leone", ["NE", "NG", "ML", "SL"]),
        ("Burkina\nFaso\nChad", ["BF", "TD"]),
        ("Côte d'Ivoire / Cote d’Ivoire", ["CI", "CI"]),
        ("Sénégal, Guinée-Bissau et Émirats arabes unis", ["SN", "GW", "AE"]),
        ("تركيا وباكستان", ["TR", "PK"]),
        ("الأردن، المملكة العربية السعودية و غينيا بيساو", ["JO", "SA", "GW"]),
        ("الاردن؛ عمان", ["JO", "OM"]),
        ("SESRIC and Türkiye", ["SESRIC", "TR"]),
        ("İŞKUR/ ISKUR", ["İŞKUR", "İŞKUR"]),
        ("Jordan Wakanda Togo", ["JO", "?Wakanda", "TG"]),
        ("Jordan\nPapua New Guinea\nTogo", ["JO", "?Papua New Guinea", "TG"]),
        ("South Sudan", ["?South Sudan"]),
        ("Ministry of Labour and Social Affairs of Jordan", ["?Ministry of Labour and Social Affairs of Jordan"]),
        ("Narnia and Jordan", ["?Narnia", "JO"]),
        ("Jordan and/ or Tunisia", ["JO", "TN"]),
        ("and", []),
    ],
)
def test_lists_of_parties_are_split_by_their_names(text, expected):
    assert codes(text) == expected


def test_parties_keep_their_wording():
    assert [party.as_written for party in GAZETTEER.read("TURKEY/  the   Gambia")] == ["TURKEY", "the Gambia"]


def test_every_name_of_every_party_is_recognised_alone_and_in_a_list():
    for name, code in GAZETTEER.names.items():
        assert codes(name) == [code]
        assert codes(f"Jordan\n{name}\nTogo") == ["JO", code, "TG"]


def test_an_empty_gazetteer_knows_nothing():
    assert [party.code for party in type(GAZETTEER)({}).read("Jordan Togo")] == [None]
