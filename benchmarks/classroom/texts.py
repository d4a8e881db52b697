"""Twenty-five students who hand in as text: a file, a message, a chat of the class, a mail, a platform's page.

Each has another number of lines right, as among the forty, so that her points say whose answers were taken. The text is
written here word for word and its code is made here, so that nothing of the package says what it should be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

from classroom.answers import key_answers
from classroom.forty import answering
from classroom.notebooks import text

__all__ = ["CASES", "NOTES", "Case", "code_of", "hand_in", "handed_in", "roster", "sheets"]

TOPIC = "who-says-so"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

Case = tuple[str, str, str, str, int]
"""What a file is called in the tables, its student's id and name on the roster, her name without one, her points."""

CASES: tuple[Case, ...] = (
    ("pasted/kata-siapa.txt", "20260201", "Siti Rahma", "Siti Rahma", 5),
    ("pasted/kata-siapa (1).txt", "20260202", "Budi Hartono", "20260202", 6),
    ("pasted/notepad.txt", "20260203", "Dewi Anggraini", "Dewi Anggraini", 7),
    ("pasted/reply.txt", "20260204", "Eka Saputra", "Eka Saputra", 8),
    ("pasted/phone.txt", "20260205", "Fitri Handayani", "Fitri handayani", 9),
    ("pasted/answers.md", "20260206", "Gilang Ramadhan", "Gilang Ramadhan", 10),
    ("pasted/page.html", "20260207", "Hana Pertiwi", "Hana Pertiwi", 11),
    ("pasted/mail.eml", "20260208", "Irfan Maulana", "Irfan Maulana", 12),
    ("pasted/mail-with-file.eml", "20260209", "Jihan Aulia", "Jihan Aulia", 13),
    ("pasted/WhatsApp Chat - XI IPS 2.txt #1", "20260210", "Kemal Idris", "Kemal Idris", 14),
    ("pasted/WhatsApp Chat - XI IPS 2.txt #2", "20260211", "Laras Sekar", "Laras Sekar", 15),
    ("pasted/WhatsApp Chat - XI IPS 2.txt #3", "20260212", "Mira Dewanti", "Mira Dewanti", 16),
    ("pasted/iPhone/_chat.txt", "20260213", "Nadia Zahra", "Nadia Zahra", 17),
    ("pasted/telegram.txt", "20260214", "Omar Faruq", "Omar Faruq", 18),
    ("Puti Sari_31_assignsubmission_onlinetext_/onlinetext.html", "20260215", "Puti Sari", "Puti Sari", 19),
    ("rahmanqais_4801_text.html", "20260216", "Rahman, Qais", "rahmanqais", 20),
    ("pasted/sourcing.ipynb", "20260217", "Rani Mulia", "Rani Mulia", 21),
    ("pasted/Sinta Bella.txt", "20260218", "Sandi Uno", "Sandi Uno", 22),
    ("20260219/from-home.txt", "20260219", "Sinta Bella", "Tomi Wijaya", 23),
    ("Tomi Wijaya_32_assignsubmission_file_/x.txt", "20260220", "Tomi Wijaya", "Tomi Wijaya", 24),
    ("pasted/changed.txt", "20260221", "Umi Kalsum", "Umi Kalsum", 25),
    ("pasted/without-head.txt", "", "", "pasted/without-head", 26),
    ("pasted/windows.txt", "20260223", "Vina Panduwinata", "Vina Panduwinata", 27),
    ("pasted/indonesian.txt", "20260224", "Wulan Guritno", "Wulan Guritno", 28),
    ("pasted/no-worksheet.txt", "", "", "", 0),
)  # fmt: skip
"""One of no points has a note and no row."""

NOTES = {
    "20260211": "The name of its file or folder, \"Budi Hartono\", is that of Budi Hartono",
    "20260218": "The name of its file or folder, \"Sinta Bella\", is that of Sinta Bella",
    "20260219": "The name in it, \"Tomi Wijaya\", is that of Tomi Wijaya",
    "20260220": "The name in it, \"Umi Kalsum\", is that of Umi Kalsum",
    "20260221": "and its answers make",
}  # fmt: skip
"""What somebody should look at, by the student's id: the names that differ, and a code that does not fit."""


def roster() -> str:
    """The rows of the class list."""
    return "".join(f'{id},"{name}"\n' for _, id, name, *_ in CASES if id)


def handed_in(name: str, points: int, code: str = "") -> str:
    """The text that a student copies from the exercise's page."""
    own = sheets(points)
    answers = "\n\n".join("\n".join([f"%%answer {sheet}", *lines]) for sheet, lines in own.items())
    return f"Kata Siapa? {TOPIC}\nName: {name}\nCode: {code or code_of(own)}\n\n{answers}\n"


def code_of(own: Mapping[str, tuple[str, ...]]) -> str:
    """Six letters: 64 bits of a fingerprint in the number system of 24 letters, the last six digits."""
    told = "\n".join([TOPIC, *(" ".join(line.split()) for name, lines in own.items() for line in (name, *lines))])
    number = int(hashlib.sha256(told.encode()).hexdigest()[:16], 16)
    digits = []
    for _ in range(6):
        number, digit = divmod(number, 24)
        digits.append(_LETTERS[digit])
    return "".join(reversed(digits))


def sheets(points: int) -> dict[str, tuple[str, ...]]:
    """The worksheets of a student who has the first lines right, and dots in the others."""
    made, left = {}, points
    for name, lines in key_answers(TOPIC).items():
        made[name] = tuple(line if at < left else f"{line.split()[0]}  ..." for at, line in enumerate(lines))
        left = max(0, left - len(lines))
    return made


def hand_in(folder: Path) -> None:
    """Write them all into a folder."""
    for place, content in {**_files(), **_platforms(), **_chats(), **_mails()}.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _files() -> dict[str, str | bytes]:
    changed = handed_in("Umi Kalsum", 25, code=code_of(sheets(32)))
    headless = handed_in("", 26).partition("\n\n")[2]
    indonesian = handed_in("Wulan Guritno", 28).replace("Name", "Nama").replace("Code", "Kode")
    return {
        "pasted/kata-siapa.txt": handed_in("Siti Rahma", 5),
        "pasted/kata-siapa (1).txt": handed_in("20260202", 6),
        "pasted/notepad.txt": handed_in("Dewi Anggraini", 7).replace("\n", "\r\n").encode("utf-16"),
        "pasted/reply.txt": "Tugas saya, Bu:\n\n" + _each_line(handed_in("Eka Saputra", 8), lambda line: f"> {line}"),
        "pasted/phone.txt": _typed_on_a_phone(handed_in("Fitri handayani", 9)),
        "pasted/answers.md": f"# Tugas\n\n```\n{handed_in('Gilang Ramadhan', 10)}```\nTerima kasih!\n",
        "pasted/page.html": _page(handed_in("Hana Pertiwi", 11)),
        "pasted/sourcing.ipynb": _notebook("Rani Mulia", 21),
        "pasted/Sinta Bella.txt": handed_in("Sandi Uno", 22),
        "20260219/from-home.txt": handed_in("Tomi Wijaya", 23),
        "pasted/changed.txt": changed,
        "pasted/without-head.txt": headless,
        "pasted/windows.txt": b"\xef\xbb\xbf" + handed_in("Vina Panduwinata", 27).replace("\n", "\r\n").encode(),
        "pasted/indonesian.txt": indonesian,
        "pasted/no-worksheet.txt": f"Kata Siapa? {TOPIC}\nName: Xaverius\nCode: ABCDEF\n",
    }


def _each_line(words: str, change: Callable[[str], str]) -> str:
    return "\n".join(map(change, words.splitlines()))


def _typed_on_a_phone(words: str) -> str:
    """Smart marks, hard blanks, bullets, capitals; blank lines are lost, and a greeting is added."""
    words = words.replace("%%answer", "%% Answer").replace("Name: ", "name:\u00a0").replace("...", "…")
    words = _each_line(words, lambda line: f"•\u00a0{line[:1].upper()}{line[1:]}" if line[:1] in "Ss" else line)
    return "\n".join(filter(None, words.splitlines())) + "\nTerima kasih, Bu “Guru” 🙏\n"


def _page(words: str) -> str:
    lines = (f"<div>{line.replace('  ', '&nbsp; ') or '<br />'}</div>" for line in words.splitlines())
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(lines)}</body></html>'


def _notebook(name: str, points: int) -> str:
    """As the exercise's page saves it: with her name, and the first answers, of which the first five were wrong."""
    made = answering(points)
    lines = dict(list({line.split()[0]: line for line in key_answers(TOPIC)["first-article"]}.items())[:8])
    first = {f"first-article:{item}": line for item, line in lines.items()}
    first |= {f"first-article:{item}": f"{item}  organisation" for item in list(lines)[:5]}
    made["metadata"]["kata_siapa"] |= {"edition": "en", "name": name, "first": first}
    return text(made)


def _platforms() -> dict[str, str | bytes]:
    lines = handed_in("Puti Sari", 19).splitlines()
    moodle = "".join(f"<p>{line}</p>\n" for line in lines if line)
    return {
        "Puti Sari_31_assignsubmission_onlinetext_/onlinetext.html": f'<div class="no-overflow">{moodle}</div>',
        "rahmanqais_4801_text.html": "<p>" + handed_in("Qais", 20).replace("\n", "<br>") + "</p>",
        "Tomi Wijaya_32_assignsubmission_file_/x.txt": handed_in("Umi Kalsum", 24),
    }


def _chats() -> dict[str, str | bytes]:
    """Chats as two phones and a desktop export them, with what else is said in them."""
    android = (
        "29/11/26 07.00 - Pesan dan panggilan terenkripsi secara end-to-end.\n"
        "29/11/26 07.01 - Bu Ratna: Kata siapa? Kumpulkan di sini ya\n"
        f"30/11/26 18.01 - Kemal: {handed_in('Kemal Idris', 14)}"
        f"30/11/26 18.02 - Budi Hartono: {handed_in('Laras Sekar', 15)}"
        "30/11/26 18.03 - Kemal: sudah ya Bu: semua\n"
        f"30/11/26 18.04 - Mira Dewanti: {handed_in('Mira Dewanti', 16)}".rstrip()
        + " <Pesan ini diedit>\n"
    )
    iphone = (
        "[30/11/26 18.05.09] Bu Ratna: \u200e<attached: x.jpg>\n"
        f"\u200e[30/11/26 18.06.10] Nadia Zahra: {handed_in('', 17)}"
    )
    half, rest = handed_in("Omar Faruq", 18).split("\nS04", 1)
    telegram = f"Omar, [30.11.2026 18:07]\n{half}\n\nOmar, [30.11.2026 18:07]\nS04{rest}"
    return {
        "pasted/WhatsApp Chat - XI IPS 2.txt": android,
        "pasted/iPhone/_chat.txt": iphone,
        "pasted/telegram.txt": telegram,
    }


def _mails() -> dict[str, str | bytes]:
    plain = _mail("Irfan Maulana <irfan@sekolah.example>")
    plain.set_content("Ini tugas saya.\n\n" + handed_in("Irfan Maulana", 12), cte="quoted-printable")
    plain.add_alternative(_page("Ini tugas saya."), subtype="html")
    packed = _mail("Jihan Aulia <jihan@sekolah.example>")
    packed.set_content("Terlampir, Bu.")
    made = text(answering(13)).encode()
    packed.add_attachment(made, maintype="application", subtype="octet-stream", filename="who-says-so.ipynb")
    packed.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    return {"pasted/mail.eml": plain.as_bytes(), "pasted/mail-with-file.eml": packed.as_bytes()}


def _mail(sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "guru@sekolah.example", "Tugas"
    mail["Date"] = "Mon, 30 Nov 2026 18:08:00 +0700"
    return mail
