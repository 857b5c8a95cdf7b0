"""Every text of the app exists in French: the code, as pybabel reads it, against fr.po."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
FRENCH_FILE = ROOT / "data" / "locales" / "fr.po"
KEYWORDS = {"say": None, "count": (1, 2)}  # as README, section Texts, has them
SOURCES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
# What keeps workshops says nothing to anybody; there, to count is a word of SQL.
SOURCES = [file for file in SOURCES if "storage" not in file.parts]
NO_BREAK = "\u00a0\u202f"

Text = str | tuple[str, str]


def extracted_texts() -> set[Text]:
    """Return the texts that pybabel finds: a text, or (one, many)."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found}


def french() -> Catalog:
    with FRENCH_FILE.open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


TEXTS = extracted_texts()
FRENCH = french()


# What is wrong with a catalogue of translations --------------------------------


def translation_problems(catalogue: Catalog, texts: Iterable[Text]) -> list[str]:
    """Return everything that keeps some text from being spoken in the catalogue's language."""
    texts = set(texts)
    problems = [f"obsolete: {gone}" for gone in catalogue.obsolete]
    known = {m.id if isinstance(m.id, str) else tuple(m.id): m for m in catalogue if m.id}
    problems += [f"not in the code: {text}" for text in known.keys() - texts]
    for text in texts:
        message = known.get(text)
        problems += [f"missing: {text}"] if message is None else message_problems(message)
    return problems


def message_problems(message: Message) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    targets = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield f"fuzzy: {sources[0]}"
    if len(targets) != len(sources):
        yield f"expected {len(sources)} forms: {sources[0]}"
    for target in targets:
        if not target.strip():
            yield f"empty: {sources[0]}"
        elif not same_placeholders(sources, target):
            yield f"other placeholders: {sources[0]} / {target}"
        elif target.count("**") != sources[-1].count("**"):
            yield f"other emphasis: {sources[0]} / {target}"
        elif outer_space(target) != outer_space(sources[-1]):
            yield f"other space around: {sources[0]} / {target}"


def same_placeholders(sources: list[str], target: str) -> bool:
    """Return whether a form has the placeholders of its sources; a form may leave {number} out."""
    wanted = set().union(*(placeholders(source) for source in sources))
    may_lack = {"number"} if len(sources) == 2 else set()
    return wanted - may_lack <= placeholders(target) <= wanted


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def outer_space(text: str) -> tuple[bool, bool]:
    return text.startswith(" "), text.endswith(" ")


def test_there_are_texts():
    """Without this, an extraction that finds nothing would pass everything below."""
    assert len(TEXTS) > 200
    assert any(isinstance(text, tuple) for text in TEXTS)


def test_every_text_of_the_app_has_a_french_translation_and_no_other():
    assert translation_problems(FRENCH, TEXTS) == []


def test_a_text_that_is_not_translated_is_noticed_whichever_it_is():
    """The test of the test: take any one entry away."""
    for text in TEXTS:
        shorter = copy.copy(FRENCH)
        shorter._messages = dict(FRENCH._messages)
        shorter.delete(text if isinstance(text, str) else text[0])
        assert translation_problems(shorter, TEXTS) == [f"missing: {text}"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"', "fuzzy"),
        ('msgid "a"\nmsgstr ""', "empty"),
        ('msgid "a"\nmsgstr " "', "empty"),
        ('msgid "a {x}"\nmsgstr "b"', "other placeholders"),
        ('msgid "a {x}"\nmsgstr "b {y}"', "other placeholders"),
        ('msgid "a"\nmsgstr "b {x}"', "other placeholders"),
        ('msgid "**a**"\nmsgstr "b"', "other emphasis"),
        ('msgid " a"\nmsgstr "b"', "other space"),
        ('msgid "a"\nmsgid_plural "{number} a"\nmsgstr[0] "b"\nmsgstr[1] ""', "empty"),
        ('msgid "a"\nmsgid_plural "a {x}"\nmsgstr[0] "b"\nmsgstr[1] "b {x}"', "other placeholders"),
        ('#~ msgid "a"\n#~ msgstr "b"', "obsolete"),
        ('msgid "never said"\nmsgstr "jamais dit"', "not in the code"),
    ],
)
def test_each_kind_of_mistake_in_a_translation_is_noticed(entry, problem, tmp_path):
    file = tmp_path / "fr.po"
    header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    file.write_text(header + entry, encoding="utf-8")
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale="fr")
    texts = {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue if m.id}

    found = translation_problems(catalogue, texts - {"never said"})

    assert [line for line in found if line.startswith(problem)] == found != []


def test_french_knows_one_and_many_and_counts_nothing_as_one():
    assert FRENCH.num_plurals == 2
    assert FRENCH.plural_expr == "(n > 1)"


def test_english_plurals_lose_no_placeholder():
    """English is the source: its singular may say "one" or "your" for {number}, nothing else."""
    pairs = [text for text in TEXTS if isinstance(text, tuple)]

    assert [p for p in pairs if not placeholders(p[1]) - {"number"} <= placeholders(p[0])] == []
    assert [p for p in pairs if not placeholders(p[0]) <= placeholders(p[1])] == []


# What pybabel cannot see ---------------------------------------------------------


def spoken(source: str) -> tuple[set[Text], list[str]]:
    """Return the texts said in some Python code, and the calls that pybabel could not read."""
    tree = ast.parse(source)
    hidden = {
        id(call)
        for formatted in ast.walk(tree)
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
    }
    texts: set[Text] = set()
    problems = []
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or called(call) not in KEYWORDS:
            continue
        wanted = call.args[:1] if called(call) == "say" else call.args[:2]
        values = [a.value for a in wanted if isinstance(a, ast.Constant) and type(a.value) is str]
        if id(call) in hidden:
            problems.append(f"line {call.lineno}: {called(call)}() inside an f-string")
        elif len(values) != (1 if called(call) == "say" else 2):
            problems.append(f"line {call.lineno}: {called(call)}() without its text written out")
        else:
            texts.add(values[0] if called(call) == "say" else (values[0], values[1]))
    return texts, problems


def called(call: ast.Call) -> str:
    """Return the last part of the name that is called; empty if it has none."""
    function = call.func
    return getattr(function, "attr", None) or getattr(function, "id", "")


def test_there_is_code_to_read():
    assert {"app.py", "sentences.py", "fewer.py", "curve.py"} <= {file.name for file in SOURCES}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_spoken_text_is_written_out_where_pybabel_finds_it(file):
    """On Python 3.11 the tokenizer hides what is inside an f-string; a variable has no text."""
    texts, problems = spoken(file.read_text(encoding="utf-8"))

    assert problems == []
    assert texts - TEXTS == set()


def test_pybabel_finds_nothing_that_is_not_spoken():
    assert set().union(*(spoken(f.read_text(encoding="utf-8"))[0] for f in SOURCES)) == TEXTS


@pytest.mark.parametrize(
    "source",
    [
        "say(text)",
        "speech.say(f'a {b}')",
        "f'{say(\"a\")}'",
        'f\'{x} {y:{speech.count("a", "b", 3)}}\'',
        "speech.count('a', b, 3)",
        "say('a' if b else 'c')",
        "say(text='a')",
    ],
)
def test_a_text_that_pybabel_cannot_see_is_noticed(source):
    assert len(spoken(source)[1]) == 1


def test_a_text_in_pieces_is_one_text():
    assert spoken("say('a ' 'b', x=1)\nspeech.count('one', 'many', 2)") == (
        {"a b", ("one", "many")},
        [],
    )


# French typography ---------------------------------------------------------------

TYPOGRAPHY = {
    "a no-break space before ; : ? ! % »": re.compile(rf"(?<![{NO_BREAK}?!])[;:?!%»]"),
    "a no-break space after «": re.compile(rf"«(?![{NO_BREAK}])"),
    "the apostrophe ’": re.compile(r"(?<=\w)'"),
    "quotes as « »": re.compile(r"[\"“”]"),
    "an ellipsis as …": re.compile(r"\.\.\."),
    "no space before …, nor two": re.compile(r" …| {2}(?!\n)"),  # but Markdown ends a line with two
}


def typographic_faults(text: str) -> list[str]:
    """Return the rules of French typography that a text breaks."""
    return [rule for rule, fault in TYPOGRAPHY.items() if fault.search(text)]


def french_texts() -> list[str]:
    strings = [m.string for m in FRENCH if m.id]
    return [s for string in strings for s in ([string] if isinstance(string, str) else string)]


def test_the_french_texts_keep_the_rules_of_french_typography():
    texts = french_texts()

    assert len(texts) > len(TEXTS)
    assert {text: faults for text in texts if (faults := typographic_faults(text))} == {}


@pytest.mark.parametrize(
    "text", ["Quoi ?", "Quoi?", "oui: non", "« oui\u00a0»", "l'heure", "12 %", "etc...", 'dit "a"']
)
def test_a_typographic_fault_is_noticed(text):
    assert typographic_faults(text)


@pytest.mark.parametrize(
    "text", ["Quoi\u00a0?", "Quoi\u202f!", "«\u00a0oui\u00a0»", "l’heure", "12\u202f%", ". , ' &"]
)
def test_good_typography_is_left_alone(text):
    assert typographic_faults(text) == []
