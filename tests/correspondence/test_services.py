"""Letters get their numbers, take their steps in order, and are read by those they are for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError, NotFound
from pesnet.correspondence import queries, services
from pesnet.correspondence.composing import LetterDetails, Matter
from pesnet.correspondence.models import Channel, Letter, LetterKind, LetterState
from pesnet.correspondence.queries import Filters, Occasion
from pesnet.correspondence.words import Wording
from pesnet.nominations import services as nominations
from pesnet.nominations.models import ProposalKind
from pesnet.nominations.services import Wish
from tests.factories.nominations import AGO, SECRETARY, a_closed_course, a_nomination, actor_of, wait_for_release
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary

K = LetterKind
PLAIN = LetterDetails("en", signatory="Ms Lead")


@pytest.fixture
def world(db, now):
    """A course whose decisions are released: one selected and one not of Jordan, one selected of Senegal."""
    course = a_closed_course(db, now)
    lead = actor_of(db, a_lead_officer(db, "TN"), now)
    people = [
        a_nomination(db, course, code, now - AGO, given_name=name, email=f"{name}@example.org")
        for code, name in (("JO", "Rana"), ("JO", "Omar"), ("SN", "Awa"))
    ]
    kinds = (ProposalKind.SELECTED, ProposalKind.NOT_SELECTED, ProposalKind.SELECTED)
    wait_for_release(db, course, dict(zip(people, map(Wish, kinds), strict=True)), lead, now)
    with db.writing():
        nominations.release(queries.course_to_write_on(course.slug, lead), actor=lead, now=now)
    return course, lead


def matter(course, kind, to, actor) -> Matter:
    found = queries.matter(Occasion(queries.course_to_write_on(course.slug, actor), kind), to)
    assert found is not None
    return found


def regret(course, lead, now, **kwargs) -> Letter:
    """The letter of regret to Jordan."""
    return services.generate(matter(course, K.REGRET, "JO", lead), PLAIN, actor=lead, now=now, **kwargs)


def refused(act, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    return [reason.one for reason in refusal.value.reasons]


def test_all_letters_of_a_course_are_generated_once_each_in_the_language_of_its_country(db, world, now):
    course, lead = world
    with db.writing():
        made = services.generate_all(queries.course_to_write_on(course.slug, lead), PLAIN, actor=lead, now=now)
        assert [(row.kind, row.to_country_code, row.language) for row in made] == [
            (K.INVITATION, "JO", "ar"), (K.INVITATION, "SN", "fr"), (K.REGRET, "JO", "ar"),
        ]  # fmt: skip
        assert [row.number for row in made] == [f"PESNET/{now.year}/L/000{place}" for place in (1, 2, 3)]
        assert made[1].said["place_and_day"].startswith("Tunis, le ")
    with db.writing():
        again = refused(
            services.generate_all, queries.course_to_write_on(course.slug, lead), PLAIN, actor=lead, now=now
        )
    assert again == ["Every released decision has its letter already."]


def test_letters_generated_at_the_same_time_have_different_numbers(db, world, now):
    course, lead = world

    def one(_place):
        with db.writing():
            return regret(course, lead, now).number

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(one, range(12)))
    assert sorted(numbers) == [f"PESNET/{now.year}/L/{place:04d}" for place in range(1, 13)]


def test_the_steps_are_taken_in_order_and_their_days_must_fit(db, world, now):
    course, lead = world
    today = now.date()
    with db.writing():
        letter = regret(course, lead, now)
        asked = {"actor": lead, "now": now}
        assert refused(services.send, letter, Channel.POST, today, **asked) == [
            "The state has changed meanwhile; this is not possible any more."
        ]
        letter.sent_on = letter.channel = None
        early = refused(services.sign, letter, today - timedelta(days=2), **asked)
        assert early == ["The letter cannot have been signed before it was generated."]
        assert refused(services.sign, letter, today + timedelta(days=3), **asked) == ["This day lies in the future."]
        services.sign(letter, today, number="E-12/b", **asked)
        services.send(letter, Channel.POUCH, today, **asked)
        services.acknowledge(letter, today, note="by telephone", **asked)
        assert (letter.state, letter.signed_number) == (LetterState.ACKNOWLEDGED, "E-12/b")
        acts = session().scalars(select(Entry.act).where(Entry.subject_id == str(letter.id)).order_by(Entry.at))
        assert set(acts) == {"letter.generate", "letter.sign", "letter.send", "letter.acknowledge"}


def test_a_corrected_letter_names_the_first_which_stays_in_the_register(db, world, now):
    course, lead = world
    with db.writing():
        first = regret(course, lead, now)
        services.sign(first, now.date(), actor=lead, now=now)
        services.send(first, Channel.EMAIL, now.date(), actor=lead, now=now)
        second = regret(course, lead, now, replaces=first)
        assert first.state is LetterState.REPLACED
        assert f"\u2068{first.number}\u2069" in second.said["replaces"]
        assert refused(regret, course, lead, now, replaces=first)
        other = matter(course, K.ACCEPTANCE_LIST, "SN", lead)
        assert refused(services.generate, other, PLAIN, replaces=second, actor=lead, now=now) == [
            "A corrected letter is about the same course and the same country as the first."
        ]
    with db.reading():
        assert queries.register(Filters(year=now.year), lead).total == 2


def test_a_person_has_one_invitation_that_counts_and_a_withdrawn_one_makes_room(db, world, now):
    course, lead = world
    with db.writing():
        [person, *_rest] = queries.choices(Occasion(queries.course_to_write_on(course.slug, lead), K.INVITATION))
        invitation = matter(course, K.INVITATION, str(person.id), lead)
        first = services.generate(invitation, PLAIN, actor=lead, now=now)
        assert "Dear Ms Sample," in first.said["body"].replace("\u2068", "").replace("\u2069", "")
        assert refused(services.generate, invitation, PLAIN, actor=lead, now=now) == [
            "%(number)s invites this person already. Generate a corrected letter that names it."
        ]
        assert refused(services.withdraw, first, "", actor=lead, now=now)
        services.withdraw(first, "A wrong name.", actor=lead, now=now)
        services.generate(invitation, PLAIN, actor=lead, now=now)


def test_a_country_reads_letters_to_it_when_sent_and_writes_its_letter_of_nomination(db, world, now):
    course, lead = world
    jordan = actor_of(db, a_focal_point(db, "JO"), now)
    senegal = actor_of(db, a_focal_point(db, "SN"), now)
    with db.writing():
        letter = regret(course, lead, now)
        assert [queries.register(Filters(), who).total for who in (lead, jordan, senegal)] == [1, 0, 0]
        services.sign(letter, now.date(), actor=lead, now=now)
        services.send(letter, Channel.EMAIL, now.date(), actor=lead, now=now)
        session().flush()
        assert [queries.register(Filters(), who).total for who in (lead, jordan, senegal)] == [1, 1, 0]
        with pytest.raises(NotFound):
            services.withdraw(letter, "not ours", actor=jordan, now=now)
        found = queries.matter(queries.occasion_of_nomination(course.slug, jordan), "")
        own = services.generate(found, PLAIN, actor=jordan, now=now)
        assert [row[1] for row in own.said["rows"]] == ["Rana Sample"]
        with pytest.raises(NotFound):
            services.generate(found, PLAIN, actor=senegal, now=now)
        assert queries.register(Filters(kind=K.NOMINATION), lead).total == 0
        services.sign(own, now.date(), actor=jordan, now=now)
        services.send(own, Channel.EMAIL, now.date(), actor=jordan, now=now)
        session().flush()
        assert queries.register(Filters(kind=K.NOMINATION), lead).total == 1


def test_a_note_verbale_is_the_secretariats_alone_and_says_only_its_template(db, world, now):
    course, lead = world
    secretary = actor_of(db, a_secretary(db), now)
    with db.writing():
        found = queries.matter(queries.occasion_of_note(course.slug, secretary), "SN")
        with pytest.raises(NotFound):
            services.generate(found, PLAIN, actor=lead, now=now)
        own = LetterDetails("fr", salutation="Cher ami,", remark="De ma part.", signatory="Moi")
        note = services.generate(found, own, actor=secretary, now=now)
        assert (note.said["remark"], note.said["signatory"]) == ("", ())
        assert note.said["body"].startswith("Le Secrétariat du Réseau")
        assert "autorités compétentes du Sénégal" in note.said["body"]


def test_wordings_are_versions_that_later_letters_say_and_one_can_go_back(db, world, now):
    course, lead = world
    with db.writing():
        found = queries.current(K.REGRET, "en")
        assert refused(services.change, found, Wording("s", "{nmae}", ""), version=0, actor=SECRETARY, now=now) == [
            "There is no placeholder {%(name)s} in this kind of letter."
        ]
        with pytest.raises(NotFound):
            services.change(found, Wording("s", "b", ""), version=0, actor=lead, now=now)
        services.change(found, Wording("About {course}", "We regret.", "Bye"), version=0, actor=SECRETARY, now=now)
        assert refused(services.change, found, Wording("s", "b", ""), version=0, actor=SECRETARY, now=now) == [
            OUTDATED.one
        ]
        assert regret(course, lead, now).said["body"] == "We regret."
        services.reset(queries.current(K.REGRET, "en"), actor=SECRETARY, now=now)
        assert queries.current(K.REGRET, "en").wording == found.wording
        assert "no judgement on their merit" in regret(course, lead, now).said["body"]
        assert [version.row.number for version in queries.versions(found)] == [2, 1]
