"""Texts on their way: chats and mail as programs export them, whose they are, and what their codes say."""

from datetime import datetime
from email.message import EmailMessage

import pytest
from classroom.texts import handed_in

from helpers.grading.intake.codes import checked_code
from helpers.grading.intake.messages import in_chat
from helpers.grading.intake.notebook import read_submissions
from helpers.grading.keys import load_keys
from helpers.grading.results import Remark

KEYS = load_keys()

BEGINNINGS = {
    "30/11/26 18.01 - Siti: ": datetime(2026, 11, 30, 18, 1),
    "30/11/2026, 18:01 - Siti: ": datetime(2026, 11, 30, 18, 1),
    "11/30/26, 6:01 PM - Siti: ": datetime(2026, 11, 30, 18, 1),
    "11/30/26, 6:01\u202fPM - Siti: ": datetime(2026, 11, 30, 18, 1),
    "2026-11-30 18:01 - Siti: ": datetime(2026, 11, 30, 18, 1),
    "[30/11/26 18.01.22] Siti: ": datetime(2026, 11, 30, 18, 1),
    "\u200e[30/11/26, 18:01:22] ~ Siti: ": datetime(2026, 11, 30, 18, 1),
    "[18.01, 30/11/2026] Siti: ": datetime(2026, 11, 30, 18, 1),
    "[30/11 18.01] Siti: ": None,
    "99/99/26 18.01 - Siti: ": None,
    "Siti, [30.11.2026 18:01]\n": datetime(2026, 11, 30, 18, 1),
}


@pytest.mark.parametrize(("begin", "when"), BEGINNINGS.items(), ids=BEGINNINGS)
def test_a_message_says_who_sent_it_and_when(begin, when):
    [one, two] = in_chat(f"{begin}halo\nkata siapa?\n{begin.replace('Siti', 'Budi')}siapa")
    assert (one.by, one.when, one.text.split()) == ("Siti", when, ["halo", "kata", "siapa?"])
    assert two.by == "Budi"


def test_in_an_american_chat_the_month_stands_first():
    messages = in_chat("11/9/26, 6:01 PM - Siti: a\n11/30/26, 6:01 PM - Budi: b")
    assert [one.when.date().isoformat() for one in messages] == ["2026-11-09", "2026-11-30"]


def test_a_worksheet_that_came_in_two_messages_is_one_also_with_another_message_between():
    chat = "\n".join(
        ["30/11/26 18.01 - Siti: %%answer x", "S01 a", "30/11/26 18.01 - Budi: hai", "30/11/26 18.02 - Siti: S02 b"]
    )
    assert [one.text for one in in_chat(chat)] == ["%%answer x\nS01 a\nS02 b", "hai"]


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("html", [False, True])
def test_a_mail_is_read_however_it_is_packed(encoding, html):
    mail = EmailMessage()
    mail["From"], mail["Date"] = "=?utf-8?q?Siti_Ami=6Eah?= <siti@sekolah.example>", "Mon, 30 Nov 2026 18:01:00 +0700"
    text = handed_in("", 5)
    if html:
        page = f"<html><body>{text.replace(chr(10), '<br>')}</body></html>"
        mail.set_content(page, subtype="html", cte=encoding if encoding != "7bit" else "base64")
    else:
        mail.set_content(text, cte=encoding)
    [read] = read_submissions(mail.as_bytes(), KEYS)
    assert (read.by, read.when.isoformat()) == ("Siti Aminah", "2026-11-30T18:01:00+07:00")
    assert read.worksheets["first-article"].startswith("S01  narrator")
    assert not any(remark.serious for remark in read.remarks)


def test_a_file_in_a_mail_that_cannot_be_read_is_told_and_costs_nothing():
    mail = EmailMessage()
    mail["From"] = "siti@sekolah.example"
    mail.set_content(handed_in("Siti", 5))
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="x.pdf")
    [read] = read_submissions(mail.as_bytes(), KEYS)
    assert "It is no notebook but a PDF." in read.remarks[-1].what


def test_a_mail_with_nothing_but_a_file_that_cannot_be_read_says_what_it_is():
    mail = EmailMessage()
    mail["From"] = "siti@sekolah.example"
    mail.set_content("Terlampir, Bu.")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="x.pdf")
    [remark] = read_submissions(mail.as_bytes(), KEYS)
    assert remark.what == "A file that came with the mail was not read. It is no notebook but a PDF."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"From: Siti\nMIME-Version: 1.0\nSubject: tugas\n\nkata siapa", "a mail without a worksheet"),
        (
            b"From: x\nMIME-Version: 1.0\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 200,
            "more than 100 parts",
        ),
        (("Kata Siapa? who-says-so\nName: A\n%%answer x\n" * 600).encode(), "600 submissions"),
        (b"30/11/26 18.01 - Siti: sudah, Bu", "a text without a worksheet"),
        (b"Kata Siapa? kuis-lain\nName: Siti\n%%answer first-article\nS01 person", "there is no key of it"),
    ],
    ids=["mail", "parts", "many", "chat", "another exercise"],
)
def test_what_cannot_be_read_is_told_with_what_to_do(raw, told):
    [remark] = read_submissions(raw, KEYS)
    assert isinstance(remark, Remark)
    assert told in remark.what
    assert remark.what_to_do


CHANGES = {
    "smart marks": lambda text: text.replace('"', "”").replace("'", "’").replace("...", "…").replace("->", "→"),
    "hard blanks": lambda text: text.replace("  ", "\u00a0 "),
    "bullets": lambda text: text.replace("\nS", "\n• S"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "a greeting": lambda text: f"{text}\n\nTerima kasih, Bu!\nSiti",
    "broken lines": lambda text: text.replace("beberapa kata", "beberapa\nkata"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_messengers_marks_are_no_other_answer(change):
    sheets = [("one", 'S01  person\nS02  "..."\nPress TV -> SOHR'), ("two", "S01  ada beberapa kata 'lain'\nS02  ...")]
    given = checked_code("x", sheets, "")[0]
    assert checked_code("x", [(name, change(text)) for name, text in sheets], given) == (given, [])


def test_another_answer_is_another_code():
    made, [remark] = checked_code("x", [("one", "S01  person")], checked_code("x", [("one", "S01  vague")], "")[0])
    assert made in remark.what
    assert remark.serious
