"""A text in another language is named and not read; Malay is named and read; mixed texts go by paragraph."""

import pytest

from helpers.article.files import read_toml, seeds_folder
from helpers.detection import detect

INDONESIAN = "Sari mengatakan bahwa jembatan itu putus karena hujan, dan warga tidak bisa pulang ke desa mereka."
ENGLISH = "The bridge was cut by the flood, and the people of the village could not go home, said Sari."
MALAY = "Sari berkata polis telah memaklumkan bahawa jambatan itu runtuh kerana hujan, iaitu selepas mesyuarat Isnin."
OTHERS = {
    "en": ENGLISH,
    "jv": "Sari ngomong yen kreteg iku wis putus amarga udan, lan wong desa ora bisa mulih menyang omahe.",
    "su": "Saur Sari, sasak téh geus pegat ku caah, jeung warga désa teu bisa balik ka imahna dina poé ieu.",
    "nl": "De brug is door het water verwoest, en de mensen van het dorp konden niet naar huis, zei Sari.",
    "de": "Die Brücke wurde von der Flut zerstört, und die Leute konnten nicht nach Hause, sagte Sari.",
    "fr": "Le pont a été détruit par la crue, et les gens du village ne sont pas rentrés, dit Sari.",
    "es": "El puente fue destruido por la crecida, y la gente del pueblo no pudo volver a su casa, dijo Sari.",
    "tl": "Nasira ang tulay dahil sa baha, at hindi nakauwi ang mga tao sa kanilang bahay, ayon kay Sari.",
    "und": "قالت ساري إن الجسر انهار بسبب الفيضان ولم يتمكن سكان القرية من العودة",
}


def test_indonesian_is_read_without_a_word_on_it():
    found = detect(INDONESIAN)
    assert (found.language, found.passages, found.warnings) == ("id", (), ())
    assert len(found.attributions) == 1


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named_and_nothing_is_attributed(language):
    found = detect(OTHERS[language] + " Rezim jatuh.")
    assert found.language == language
    assert (found.attributions, found.loaded) == ((), ())
    assert "the word lists are Indonesian" in found.warnings[0]


def test_the_sentence_names_the_language():
    assert detect(ENGLISH).warnings[0].startswith("This reads like English; the word lists are Indonesian.")


def test_malay_is_named_and_read_as_far_as_it_goes():
    found = detect(MALAY + " Rini mengatakan hujan turun.")
    assert found.language == "ms"
    assert found.warnings[0].startswith("This reads like Malay; the word lists are Indonesian. It was read")
    assert [one.source.of(found.text) for one in found.attributions] == ["Sari", "Rini"]


def test_a_mixed_text_is_read_by_paragraph():
    text = f"{INDONESIAN}\n\n{ENGLISH}\n\n{INDONESIAN}"
    found = detect(text)
    assert found.language == "id"
    assert [(one.language, text[one.start : one.end]) for one in found.passages] == [("en", ENGLISH[:-1])]
    assert len(found.attributions) == 2
    [warning] = found.warnings
    assert f"from character {text.index(ENGLISH)} to" in warning
    assert "reads like English; it was not read" in warning


def test_an_indonesian_paragraph_in_an_english_text_is_read():
    found = detect(f"{ENGLISH}\n\n{ENGLISH}\n\n{INDONESIAN}")
    assert found.language == "en"
    assert [one.source.of(found.text) for one in found.attributions] == ["Sari"]
    assert [one.language for one in found.passages] == ["id"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ('"We will not leave this place and they know it," kata Hartono kepada wartawan.', ["Hartono"]),
        ('"Aku ora ngerti opo-opo, wong aku lagi turu ning omah," kata Sari.', ["Sari"]),
        ('"We will not leave this place, and you will not take it from us," ujar Hartono.', ["Hartono"]),
        ("Film The Lord of the Rings: The Return of the King itu tayang lagi, kata Sari.", ["Sari"]),
        (
            "Organization of the Islamic Conference mengatakan jalan itu putus.",
            ["Organization of the Islamic Conference"],
        ),
        ("Hujan turun, kata Sari.", ["Sari"]),
        ("Menurut Perdana Menteri Malaysia Datuk Seri Hamzah, jembatan itu aman.", None),
    ],
)
def test_words_of_another_language_make_no_indonesian_sentence_foreign(text, sources):
    found = detect(text)
    assert found.language in ("id", None)
    assert sources is None or [one.source.of(text) for one in found.attributions] == sources
    assert not [warning for warning in found.warnings if "reads like" in warning]


@pytest.mark.parametrize("text", ["", "Hujan.", "Presiden Resmikan Jalan Tol Bakauheni", "1 2 3", "© ®"])
def test_of_a_few_words_nothing_is_said(text):
    found = detect(text)
    assert (found.language, found.passages, found.warnings) == (None, (), ())


def test_the_articles_are_indonesian():
    for folder in sorted((seeds_folder() / "articles").iterdir()):
        found = detect((folder / "text.txt").read_text("utf-8"))
        assert (found.language, found.passages) == ("id", ())


def test_the_lists_hold_small_letters_once_each_and_no_word_that_is_read_as_another_language():
    languages = {one["id"]: one["words"] for one in read_toml(seeds_folder() / "languages.toml")["language"]}
    assert list(languages)[:2] == ["id", "ms"]
    for words in languages.values():
        assert [word for word in words if word != word.lower()] == []
        assert sorted(words) == sorted(set(words))
