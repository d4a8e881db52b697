"""The reader view: what it shows, in which language, with which marks; and that nothing it is given becomes markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cases import cases

from helpers import ArticleError, article_ids, load_article, load_coding, read
from helpers.article.model import Article, Loaded, OtherReading, Publication, Sentence, Source
from helpers.lenses.reader import TOGGLES, ReaderView
from helpers.text.html import typographic

ARTICLES = article_ids()
MODES = {"coded": {}, "bare": {"coded": False}, "reveal": {"coded": False, "reveal": True}}
every_article = pytest.mark.parametrize("name", ARTICLES)
every_mode = pytest.mark.parametrize("mode", MODES)
TAGS = {"style", "div", "p", "label", "input", "ol", "li", "span", "details", "summary", "ul", "strong"}
ATTRIBUTES = {"class", "id", "lang", "role", "aria-label", "for", "type", "checked"}
BAIT = [
    "<b>",
    "</li></ol>",
    "</p>",
    "</style>",
    "<script>alert(1)</script>",
    '" onclick="alert(1)',
    "' x='",
    "&lt;",
    "&#60;",
    "&",
    "<!--",
    "]]>",
    "\0",
    "\x1b[31m",
    "\r",
    "\u202eafter",
    "עברית",
    '"quoted"',
    "[link]",
    "🙂",
]
WORDS = st.lists(st.sampled_from(BAIT) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1)
ANY = WORDS.map("".join).filter(str.strip)


class Node:
    """An element: name, attributes and what is in it."""

    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.inside = tag, dict(attributes), []

    @property
    def classes(self):
        return set(self.attributes.get("class", "").split())

    def all(self, tag=None, cls=None):
        for child in self.inside:
            if isinstance(child, Node):
                if tag in (None, child.tag) and (cls is None or cls in child.classes):
                    yield child
                yield from child.all(tag, cls)

    def words(self, without=()):
        """The text inside, but for elements of some classes."""
        return "".join(
            child if isinstance(child, str) else "" if child.classes & set(without) else child.words(without)
            for child in self.inside
        )

    def texts(self, lang=None):
        """Each piece of text with the language it stands in."""
        lang = self.attributes.get("lang", lang)
        for child in self.inside:
            yield from [(child, lang)] if isinstance(child, str) else child.texts(lang)


class Tree(HTMLParser):
    """The HTML as a tree; an element that is not closed in its place is a failure."""

    def __init__(self, html):
        super().__init__()
        self.open = [Node("", {})]
        self.feed(html)
        self.close()
        assert len(self.open) == 1, f"never closed: {[node.tag for node in self.open[1:]]}"

    def handle_starttag(self, tag, attributes):
        node = Node(tag, attributes)
        self.open[-1].inside.append(node)
        if tag != "input":
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, words):
        self.open[-1].inside.append(words)

    def handle_comment(self, words):
        raise AssertionError(f"a comment: {words}")

    handle_decl = unknown_decl = handle_pi = handle_comment


def parsed(view):
    return Tree(view._repr_html_()).open[0]


def sentence_of(text, start=0, end=None, **fields):
    end = len(text) if end is None else end
    plain = {
        "id": "S01",
        "start": start,
        "end": end,
        "text": text[start:end],
        "en": "gloss",
        "source": "who",
        "kind": "unnamed",
        "cue": "",
        "cue_start": None,
        "cue_end": None,
        "words_start": None,
        "words_end": None,
        "link": "explicit",
        "mode": "indirect",
        "contested": False,
        "other": None,
        "why": "because",
        "tempting": {},
        "loaded": (),
    }
    return Sentence(**(plain | fields))


def loaded_of(text, start, end, **fields):
    plain = {
        "span": text[start:end],
        "start": start,
        "end": end,
        "technique": "label",
        "voice": "paraphrase",
        "certainty": "clear",
        "origin_unclear": False,
        "neutral_id": "",
        "neutral_en": "",
        "why": "because",
    }
    return Loaded(**(plain | fields))


def article_of(text, *sentences, as_written="sumber", described="role", outside=(), outlet="Kabar", id="kabar"):
    publication = Publication(outlet, "2024", "id", *["…"] * 5)
    sources = {"who": Source("who", "unnamed", described, as_written)}
    return Article(id, text, publication, sources, sentences, dict(outside), ())


@every_mode
@every_article
def test_html_is_whole_and_of_few_elements(name, mode):
    page = parsed(read(name, **MODES[mode]))
    assert {node.tag for node in page.all()} <= TAGS
    assert {attribute for node in page.all() for attribute in node.attributes} <= ATTRIBUTES
    outer = [node for node in page.all("div") if "ks" in node.classes]
    assert [node.attributes["lang"] for node in outer] == ["en"]


def test_ids_are_unique_in_a_notebook_whatever_is_shown_twice(shell, monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    article = load_article("islam-times-2021")
    views = [read(article, **mode) for mode in [*MODES.values(), {"only": ("S01",)}, {}, {"shown": ()}]] * 2
    page = Tree("".join(view._repr_html_() for view in views)).open[0]
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert not any(set(id) & set(" \t\n\f\r") for id in ids)


def test_a_page_has_the_same_ids_whatever_was_made_before_it():
    view = read("islam-times-2021", coded=False)
    assert view._repr_html_() == read("islam-times-2021", coded=False)._repr_html_()


@every_mode
def test_every_switch_has_one_label_of_its_own(mode):
    page = parsed(read("harakatuna-2024", **MODES[mode]))
    inputs = [node.attributes["id"] for node in page.all("input")]
    assert [node.attributes["for"] for node in page.all("label")] == inputs
    expected = list(TOGGLES.values()) if mode == "coded" else ["Indonesian", "English"]
    assert [node.words() for node in page.all("label")] == expected


@pytest.mark.parametrize("shown", [(), ("loaded",), ("voices", "unnamed", "english"), tuple(TOGGLES)])
def test_the_layers_asked_for_are_on_and_the_others_off_but_for_the_article(shown):
    page = parsed(read("islam-times-2021", shown=shown))
    on = {cls[3:] for node in page.all("input") if "checked" in node.attributes for cls in node.classes}
    assert on == {*shown, "indonesian"}


@every_mode
@every_article
def test_the_words_of_every_sentence_are_the_articles_own(name, mode):
    article = load_article(name)
    items = list(parsed(read(article, **MODES[mode])).all("li", "ks-s"))
    assert len(items) == len(article.sentences)
    for item, sentence in zip(items, article.sentences, strict=True):
        texts = [node.words(without={"ks-w"}) for node in item.all("p", "ks-text")]
        assert texts == [sentence.text] * (2 if mode == "reveal" else 1)
        assert [node.words() for node in item.all("p", "ks-gloss")] == [typographic(sentence.en)]
        initials = {"islam-times-2021": "IT·", "harakatuna-2024": "H·"}[name] * (mode != "bare")
        assert item.words().startswith(initials + sentence.id)


@every_article
def test_marked_words_are_those_of_the_coding(name):
    article = load_article(name)
    for item, sentence in zip(parsed(read(article)).all("li", "ks-s"), article.sentences, strict=True):
        marked = {
            cls: [node.words(without={"ks-w"}) for node in item.all("span", cls)]
            for cls in ("ks-cue", "ks-src", "ks-load")
        }
        assert marked["ks-cue"] == [sentence.cue] * bool(sentence.cue)
        source = article.text[sentence.words_start : sentence.words_end] if sentence.words_start is not None else ""
        assert marked["ks-src"] == [source] * bool(source)
        assert sorted(marked["ks-load"]) == sorted(loaded.span for loaded in sentence.loaded)


def test_every_mark_says_in_words_what_it_is():
    [item] = parsed(read("islam-times-2021", only=("S08",))).all("li", "ks-s")
    told = [(node.words(), node.attributes["lang"]) for node in item.all("span", "ks-w")]
    assert told == [
        (" [source]", "en"),
        (" [cue]", "en"),
        (" [motive, reported, whose word?]", "en"),
        (" [motive, reported, whose word?, arguable]", "en"),
    ]


@pytest.mark.parametrize(
    ("name", "id", "tags"),
    [
        ("islam-times-2021", "S01", ["narrator"]),
        ("islam-times-2021", "S02", ["unnamed: sumber berita", "no name"]),
        ("islam-times-2021", "S08", ["vague: beberapa laporan", "nobody in particular"]),
        ("harakatuna-2024", "S06", ["narrator", "contested: two readings"]),
        ("harakatuna-2024", "S14", ["unnamed, only a place is given: sumber-sumber lokal", "no name"]),
    ],
)
def test_tags_say_who_speaks_who_has_no_name_and_what_is_contested(name, id, tags):
    article = load_article(name)
    page = parsed(read(article, only=(id,)))
    assert [node.words() for node in page.all("span", "ks-tag")] == tags
    assert all(tag.partition(": ")[0].split(",")[0] in str(read(article, only=(id,))) for tag in tags[:1])


def test_a_contested_sentence_gives_the_reasons_on_both_sides():
    article = load_article("harakatuna-2024")
    [details] = parsed(read(article, only=("S06",))).all("details")
    other = article.sentence("S06").other
    assert f"For narrator: {typographic(other.for_key)}" in details.words()
    assert f"For person: {typographic(other.for_other)}" in details.words()


@every_article
def test_every_sentence_opens_to_all_its_reasons(name):
    article = load_article(name)
    for details, sentence in zip(parsed(read(article)).all("details"), article.sentences, strict=True):
        assert f"·{sentence.id}" in next(details.all("summary")).words()
        told = [node.words() for node in details.all("li")]
        reasons = [sentence.why, *sentence.tempting.values(), *(loaded.why for loaded in sentence.loaded)]
        assert [why for why in reasons if not any(typographic(why) in words for words in told)] == []
        assert "open" not in details.attributes


def test_numbers_of_two_articles_on_one_page_differ_and_the_headline_explains_them():
    pages = [parsed(read(name, **mode)) for name in ARTICLES for mode in (MODES["coded"], MODES["reveal"])]
    numbers = [{node.words() for node in page.all(cls="ks-no")} for page in pages]
    assert not numbers[0] & numbers[2]
    assert [next(page.all("p", "ks-head")).words().partition(",")[0] for page in pages[::2]] == [
        "Harakatuna (H)",
        "Islam Times (IT)",
    ]


def test_a_cue_says_in_words_how_it_leads_to_its_source():
    [details] = parsed(read("islam-times-2021", only=("S04",))).all("details")
    assert "lanjutnya (it points back to a source that was named before; in quotation marks)" in details.words()


def test_the_bare_view_gives_nothing_away():
    page = parsed(read("harakatuna-2024", coded=False))
    assert not list(page.all("details"))
    assert {cls for node in page.all() for cls in node.classes} & {"ks-tag", "ks-w", "ks-dark", "ks-legend"} == set()


def test_with_reveal_the_coding_stands_only_in_what_is_closed():
    page = parsed(read("harakatuna-2024", coded=False, reveal=True))
    for item in page.all("li", "ks-s"):
        assert "ks-dark" not in item.classes
        [details] = item.all("details")
        for cls in ("ks-tag", "ks-w", "ks-load"):
            assert len(list(item.all(cls=cls))) == len(list(details.all(cls=cls)))


def test_what_is_no_sentence_stands_where_the_article_has_it():
    text = "Ia pergi. Foto: Antara. Ia datang. [X]"
    sentences = [sentence_of(text, 0, 9), sentence_of(text, 24, 34, id="S02")]
    article = article_of(text, *sentences, outside={"sign-off": (35, 38), "PHOTO": (10, 23)})
    [listed] = parsed(read(article, coded=False)).all("ol")
    assert [node.words() for node in listed.all("li")] == [
        "S01\nIa pergi.\ngloss",
        "Photo: Foto: Antara.",
        "S02\nIa datang.\ngloss",
        "Sign-off: [X]",
    ]
    [alone] = parsed(read(article, only=("S02",))).all("ol")
    assert [node.classes & {"ks-s", "ks-out"} for node in alone.all("li") if node.classes] == [{"ks-s"}]


@pytest.mark.parametrize("only", [("S01", "S09"), ("S09", "S01")])
def test_chosen_sentences_keep_the_articles_order(only):
    view = read("islam-times-2021", only=only)
    assert [sentence.id for sentence in view.sentences] == ["S01", "S09"]
    assert str(view).index("S01 [") < str(view).index("S09 [")
    assert len(list(parsed(view).all("li", "ks-s"))) == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"only": ("S14",)}, "has no sentence S14; it has S01 to S13"),
        ({"shown": ("colours",)}, 'no layer "colours"; choose from voices, unnamed'),
    ],
)
def test_a_sentence_or_layer_that_is_not_there_is_refused_at_once(asked, told):
    with pytest.raises(ArticleError, match=told):
        read("islam-times-2021", **asked)


@every_mode
@every_article
def test_plain_text_holds_every_sentence_and_its_gloss(name, mode):
    article = load_article(name)
    told = str(read(article, **MODES[mode]))
    assert repr(read(article, **MODES[mode])) == told
    for sentence in article.sentences:
        assert f"{sentence.text}\n    English: {sentence.en}" in told
        assert (f"{sentence.id} [{sentence.kind}" in told) == (mode != "bare")
        assert all((f'Loaded: "{loaded.span}"' in told) == (mode != "bare") for loaded in sentence.loaded)
    assert ("[contested]" in told) == (mode != "bare" and any(s.contested for s in article.sentences))


def test_plain_text_gives_a_terminal_no_orders():
    text = "Ia \x1b[2Jpergi\x07\x9b."
    told = str(read(article_of(text, sentence_of(text, en="He\x1b]0;x left."))))
    assert "Ia �[2Jpergi��." in told
    assert "He�]0;x left." in told
    assert not set(told) & {"\x1b", "\x07", "\x9b"}


@every_mode
def test_a_coders_own_coding_without_gloss_leaves_no_empty_lines(mode):
    view = read(load_coding("islam-times-2021", "a"), **MODES[mode])
    assert "English: \n" not in str(view) + "\n"
    assert not list(parsed(view).all("p", "ks-gloss"))


def test_every_text_says_which_language_it_is_in():
    """Indonesian words hold an Ω here, English ones a Σ: every field of an article has one or the other."""
    text = "caΩ Menurut suΩ, teroΩ pergiΩ."
    loaded = loaded_of(text, 17, 22, voice="quoted", neutral_id="netΩ", neutral_en="netΣ", why='whyΣ "teroΩ" Σ')
    other = OtherReading("who", "person", 'keyΣ "pergiΩ"', "otherΣ")
    sentence = sentence_of(
        text,
        4,
        cue="Menurut suΩ",
        cue_start=4,
        cue_end=15,
        words_start=12,
        words_end=15,
        en="glossΣ",
        why='becauseΣ "Menurut suΩ"',
        contested=True,
        other=other,
        tempting={"outlet": 'notΣ "suΩ, teroΩ"'},
        loaded=(loaded,),
    )
    article = article_of(text, sentence, as_written="suΩ", outside={"caption": (0, 3)}, outlet="KabarΣ")
    texts = [piece for mode in MODES.values() for piece in parsed(read(article, **mode)).texts()]
    assert {lang for words, lang in texts if "Ω" in words} == {"id"}
    assert {lang for words, lang in texts if "Σ" in words} == {"en"}
    english = {words.strip() for words, lang in texts if lang == "en"}
    assert {"[source]", "[cue]", "[label, quoted]", "contested: two readings", "no name"} <= english


SPANS = st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda span: span[0] < span[1])
LETTERS = "abcdefghijklmnopqrstuvwxyz0123"


def covers(node, around=frozenset()):
    """Each letter of the text with the marks that it stands in."""
    for child in node.inside:
        if isinstance(child, str):
            yield from ((letter, around) for letter in child)
        elif "ks-w" not in child.classes:
            yield from covers(child, around | child.classes & {"ks-cue", "ks-src", "ks-load"})


@given(cue=SPANS, source=SPANS, loaded=st.lists(SPANS, max_size=6))
@example(cue=(0, 10), source=(5, 15), loaded=[(3, 12), (12, 20), (0, 30)])
@example(cue=(4, 9), source=(4, 9), loaded=[(4, 9), (4, 9)])
@settings(max_examples=cases(150))
def test_marks_may_cross_nest_and_touch_and_no_letter_is_lost_doubled_or_mismarked(cue, source, loaded):
    spans = tuple(loaded_of(LETTERS, *span) for span in loaded)
    places = dict(zip(("cue_start", "cue_end", "words_start", "words_end"), cue + source, strict=True))
    page = parsed(read(article_of(LETTERS, sentence_of(LETTERS, loaded=spans, **places))))
    [node] = page.all("p", "ks-text")
    expected = []
    for at, letter in enumerate(LETTERS):
        marks = {"ks-cue": [cue], "ks-src": [source], "ks-load": loaded}
        inside = {name for name, places in marks.items() if any(start <= at < end for start, end in places)}
        expected.append((letter, frozenset(inside)))
    assert list(covers(node)) == expected
    words = sorted(word.words().strip() for word in node.all(cls="ks-w"))
    assert words == sorted(["[cue]", "[source]", *["[label, reported]"] * len(loaded)])


def straight(words):
    """Words as they were typed: a page prints curly marks in place of straight ones."""
    return words.translate(str.maketrans("“”‘’", "\"\"''"))


@given(data=st.data(), texts=st.lists(ANY, min_size=12, max_size=12))
@example(data=None, texts=["<script>\0\"'&amp;</li>\u202e" + end for end in "abcdefghijkl"])
@settings(max_examples=cases(80))
def test_whatever_an_article_says_stays_text(data, texts):
    text, written, en, why, tempting, for_key, for_other, span_why, plain_id, plain_en, outlet, name = texts
    start, end = (0, len(text)) if data is None else sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    loaded = loaded_of(text, start, end, why=span_why, neutral_id=plain_id, neutral_en=plain_en)
    sentence = sentence_of(
        text,
        id=name,
        en=en,
        cue=text[start:end],
        cue_start=start,
        cue_end=end,
        why=why,
        tempting={"person": tempting},
        loaded=(loaded,),
        contested=True,
        other=OtherReading("who", "vague", for_key, for_other),
    )
    outside = {name: (start, end)}
    article = article_of(text, sentence, as_written=written, outlet=outlet, outside=outside, id=name)
    for mode in MODES.values():
        page = parsed(ReaderView(article, **mode))
        assert {node.tag for node in page.all()} <= TAGS
        assert {attribute for node in page.all() for attribute in node.attributes} <= ATTRIBUTES
        assert all(cls.startswith("ks") for node in page.all() for cls in node.classes)
        assert {node.words(without={"ks-w"}) for node in page.all("p", "ks-text")} == {text}
        assert [straight(node.words()) for node in page.all("p", "ks-gloss")] == [straight(en)]
        assert next(page.all("p", "ks-head")).words().startswith(outlet)
        told = straight(" ".join(node.words() for node in page.all("details")) + page.words())
        if mode.get("coded", True) or mode.get("reveal"):
            for reason in (why, tempting, for_key, for_other, span_why, plain_id, plain_en, written):
                assert straight(reason) in told


def test_a_wrong_language_code_cannot_leave_its_attribute():
    article = load_article("islam-times-2021")
    hostile = replace(article, publication=replace(article.publication, language='id"><img src=x onerror=alert(1)>'))
    page = parsed(read(hostile))
    assert {node.tag for node in page.all()} <= TAGS
