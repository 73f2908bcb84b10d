"""What the answers of a nomination are called, by the name of their field, in the order of the page."""

from pesnet.core.message import Message

ANSWERS: dict[str, Message] = {
    "title": Message("Title of the person"),
    "given_name": Message("Given name as in the passport"),
    "family_name": Message("Family name as in the passport"),
    "native_name": Message("Name in the native script"),
    "certificate_name": Message("Name for the certificate"),
    "sex": Message("Sex"),
    "email": Message("E-mail"),
    "telephone": Message("Telephone"),
    "institution": Message("Institution"),
    "position": Message("Position"),
    "experience": Message("Relevant experience"),
    "level_en": Message("Level of English"),
    "level_fr": Message("Level of French"),
    "level_ar": Message("Level of Arabic"),
    "interpretation_into": Message("Needs interpretation into"),
    "statement": Message("Statement"),
}
