"""Loading the reference data of the network."""

from __future__ import annotations

from sqlalchemy import delete, select

from pesnet.core.db import session
from pesnet.core.translated import Translated
from pesnet.network import reference
from pesnet.network.models import (
    Answering,
    Country,
    Institution,
    Membership,
    MembershipStatus,
    Observer,
    Party,
    RegionalGroup,
)
from pesnet.network.names import sort_key


def load_reference() -> None:
    """Bring member states, observers, institutions and parties to what the data files say.

    Running it again changes nothing.
    """
    for record in reference.countries():
        _load_country(record)
    session().flush()
    known = {institution.acronym: institution for institution in session().scalars(select(Institution))}
    for institution in reference.institutions():
        _load_institution(institution, known.get(institution["acronym"]))
    _load_observers()
    session().flush()
    _make_parties()


def _load_country(record: reference.CountryRecord) -> None:
    country = session().get(Country, record["iso2"]) or Country(code=record["iso2"])
    country.iso3 = record["iso3"]
    country.numeric = record["numeric"]
    country.name = Translated(**record["name"])
    country.official = Translated(**record["official"])
    country.french_of = record["fr_of"]
    country.french_in = record["fr_in"]
    country.sort_keys = {language: sort_key(str(name), language) for language, name in record["sort"].items()}
    country.group = RegionalGroup(record["group"])
    country.working_language = record["working_language"]
    country.time_zone = record["time_zone"]
    country.capital = Translated(**record["capital"])
    country.weekend = record["weekend"]
    country.tile_column = record["tile"]["column"]
    country.tile_row = record["tile"]["row"]
    country.aliases = record["aliases"]
    session().add(country)
    session().flush()
    session().execute(delete(Membership).where(Membership.country_code == country.code))
    for fact in record["membership"]:
        session().add(
            Membership(
                country_code=country.code,
                status=MembershipStatus(fact["status"]),
                begun=fact["from"],
                ended=fact["to"],
                note=Translated(en=record.get("note", "")),
            )
        )


def _load_institution(record: reference.InstitutionRecord, known: Institution | None) -> None:
    institution = known or Institution(acronym=record["acronym"])
    institution.name = Translated(**record["name"])
    institution.country_code = record["country"]
    institution.note = Translated(en=record.get("note", ""))
    session().add(institution)
    session().flush()
    answers_for = record["answers_for"]
    if answers_for and not session().scalar(select(Answering.id).where(Answering.country_code == answers_for)):
        session().add(Answering(country_code=answers_for, institution_id=institution.id))


def _load_observers() -> None:
    known = {observer.key: observer for observer in session().scalars(select(Observer))}
    for record in reference.observers():
        observer = known.get(record["code"]) or Observer(key=record["code"])
        observer.name = Translated(**record["name"])
        observer.code = record["iso2"]
        session().add(observer)


def _make_parties() -> None:
    parties = list(session().scalars(select(Party)))
    countries = {party.country_code for party in parties}
    institutions = {party.institution_id for party in parties}
    session().add_all(
        Party(country_code=code) for code in session().scalars(select(Country.code)) if code not in countries
    )
    session().add_all(
        Party(institution_id=key) for key in session().scalars(select(Institution.id)) if key not in institutions
    )
