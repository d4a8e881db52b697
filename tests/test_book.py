"""The book as it was built and written: languages, figures, citations, and what every teaching chapter has."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from snowballstemmer import stemmer

from helpers import article_ids, load_article

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "_build/html"
PAGES = sorted(
    file for file in BOOK.rglob("*.html") if not {"_static", "lite"}.intersection(file.relative_to(BOOK).parts)
) or [BOOK / "index.html"]
TEACHING = [
    "who-says-so",
    "sourcing-chains",
    "anonymous-sources",
    "loaded-framing",
    "reading-laterally",
    "before-you-forward",
    "when-a-machine-answers",
    "when-coders-disagree",
    "write-it-fair",
]
UNMISTAKABLE = re.compile(
    r"\b(yang|dengan|untuk|dari|dalam|mengatakan|menurut|sumber|melaporkan|telah|oleh|pasukan|kelompok|laporan|beberapa"
    r"|serangan|teroris|wartawan|berita|lokal|menegaskan|menambahkan|memberikan|kepada|mereka|adalah|tidak|akan)\b",
    re.IGNORECASE,
)
"""Words that are Indonesian and nothing else."""
ADDRESS = re.compile(r"https?://\S+")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """The text of a page by language, and its pictures."""

    def __init__(self, file):
        super().__init__()
        self.file, self.open = file, [("", "en")]
        self.texts, self.images, self.links = [], [], []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if tag == "img" or "drawing" in (attributes.get("class") or "").split():
            self.images.append({"alt": attributes.get("aria-label", ""), **attributes})
        if tag not in VOID:
            self.open.append((tag, attributes.get("lang", self.open[-1][1])))

    def handle_endtag(self, tag):
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, words):
        # The words in a drawing are not read out: its alternative text is.
        if self.open[-1][0] not in ("script", "style", "text"):
            self.texts.append((self.open[-1][1], words))


def name(file):
    return file.relative_to(ROOT).as_posix()


@pytest.fixture(params=PAGES, ids=name)
def page(request, book):
    return Page(request.param)


@pytest.fixture(params=TEACHING)
def chapter(request):
    return (ROOT / "chapters" / f"{request.param}.md").read_text("utf-8")


def test_the_book_was_built(book):
    assert len(PAGES) > len(TEACHING), "make book builds the pages that these tests read"


def test_every_indonesian_passage_says_its_language(page):
    other = (words for language, words in page.texts if language != "id")
    unmarked = [words.strip() for words in other if UNMISTAKABLE.search(ADDRESS.sub("", words))]
    assert unmarked == []


def test_every_picture_says_in_words_what_it_shows(page):
    assert [image.get("src") for image in page.images if len(image.get("alt", "")) < 60] == []


def test_every_citation_has_an_entry_and_every_entry_a_use():
    cited = set()
    for file in [ROOT / "index.md", *(ROOT / "chapters").glob("*.md")]:
        for keys in re.findall(r"\{cite(?::[a-z]+)?\}`([^`]+)`", file.read_text("utf-8")):
            cited |= {key.strip() for key in keys.split(",")}
    entries = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text("utf-8"), re.MULTILINE)
    assert len(entries) == len(set(entries))
    assert cited == set(entries)


def test_the_search_finds_every_word_of_the_articles_where_they_stand(book):
    index = json.loads((book / "searchindex.js").read_text("utf-8").removeprefix("Search.setIndex(").removesuffix(")"))
    here = index["docnames"].index("chapters/the-two-articles")
    stem = stemmer("porter").stemWord
    found = {
        word
        for part in ("terms", "titleterms")
        for word, pages in index[part].items()
        if here in (pages if isinstance(pages, list) else [pages])
    }
    words = {word for name in article_ids() for word in re.findall(r"[a-z]{3,}", load_article(name).text.lower())}
    # The search stems "asing" to "as", which it passes over; "terorisyang" has a mark where its blank is lost.
    assert {word for word in words if stem(word) not in found} <= {"asing", "terorisyang"}


def test_every_exercise_is_reached_from_the_first_page_and_from_the_contents_of_every_page(page, book):
    exercises = {file.name for file in (book / "exercises").glob("*.html")}
    assert exercises <= {link.rpartition("/")[2] for link in page.links} | {page.file.name}


def test_every_chapter_is_in_the_contents():
    listed = set(re.findall(r"chapters/([a-z-]+)", (ROOT / "_toc.yml").read_text()))
    assert listed == {file.stem for file in (ROOT / "chapters").glob("*.md")}


@pytest.mark.parametrize("part", ["**Questions.**", "**Afterwards you can**", "**Time.**", "**You can now**"])
def test_a_teaching_chapter_opens_and_closes_as_it_should(chapter, part):
    assert part in chapter


def test_a_chapter_takes_no_longer_to_read_than_it_says(chapter):
    """At 140 words a minute, which is fast for a second language; code, citations and figures not counted."""
    told = re.search(r"\*\*Time\.\*\* (?:\d+ to )?(\d+) minutes to read", chapter)
    prose = re.sub(r"(?s)^---.*?---|```.*?```|\{cite\}`[^`]*`", "", chapter)
    assert len(re.findall(r"\w+", prose)) <= 140 * int(told[1])


@pytest.mark.parametrize("page", ["about", "the-two-articles", "when-coders-disagree"])
def test_it_is_said_who_coded_the_articles(page):
    """Whoever asks "who says so?" answers it: a language model, twice, and no person yet."""
    text = " ".join((ROOT / "chapters" / f"{page}.md").read_text("utf-8").replace("*", "").split())
    assert "language model" in text
    assert re.search("No person has coded (the|these) articles yet", text)


def test_next_means_one_thing(chapter):
    assert "\nNext: " not in chapter, "the page's own link says what is next"


@pytest.mark.parametrize("heading", ["## Check yourself", "## What to take along"])
def test_a_teaching_chapter_ends_with_a_check_and_key_points(chapter, heading):
    assert heading in chapter


def test_a_teaching_chapter_predicts_shows_and_praises(chapter):
    assert "reveal=True" in chapter or "<summary>" in chapter
    assert "alt: >-" in chapter or "alt: |" in chapter
    assert "caption:" in chapter
    assert re.search(r"\bis (fine|sound)\b|nothing is (missing|wrong)", chapter, re.IGNORECASE)


def test_this_one_is_fine_is_no_signal_of_the_right_answer(chapter):
    assert not re.search("this one is fine", chapter, re.IGNORECASE)


def test_every_choice_of_a_self_check_has_its_reason(chapter):
    checks = chapter.partition("## Check yourself")[2].partition("\n## ")[0]
    choices = re.findall(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", checks, re.DOTALL)
    assert len(choices) == checks.count("<summary>") >= 6
    assert all(len(reason) > 20 for _, reason in choices)


def test_pages_keep_to_what_another_builder_could_read_too(chapter):
    assert not re.search(r"\{(doc|ref|raw|index|eval-rst|dropdown|grid|tab-set)\}", chapter)
