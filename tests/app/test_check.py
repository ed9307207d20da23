"""A text in pieces, the verdicts on them, and what the tab does with both."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.check.examples import EXAMPLES
from assistant.app.check.run import (
    MOST_CHARACTERS,
    Check,
    checking,
    file_text,
    problem,
    text_document,
    tokens,
)
from assistant.app.check.status import status_html
from assistant.app.check.tab import CheckTab
from assistant.claims.splitting import claims_of
from assistant.errors import IndexDamagedError, SourceError
from assistant.language import detect_language
from assistant.settings import Settings
from assistant.types import Document, Page, SourceInfo, Verdict

TEXT = "What chips cost\n\nAn H100 costs $25,000. A B200 costs\nabout $40,000.\n\nIs that much?"
GERMAN = SimpleNamespace(headers={"accept-language": "de-DE,de"})


class FakeChecker:
    """Gives verdicts in turn, or raises an error after the first."""

    def __init__(self, *verdicts: str, error: Exception | None = None) -> None:
        self.verdicts = verdicts or ("supported",)
        self.error = error

    def document(self, name: str) -> Document:
        page = Page(1, 0, len(TEXT))
        return Document(name, "0" * 64, "md", TEXT, (page,), "Chips", "en", SourceInfo())

    def check_document(self, document):
        number = 0
        for span in claims_of(document):
            if span.heading:
                continue
            if number and self.error:
                raise self.error
            claim = document.text[span.start : span.end]
            name = self.verdicts[number % len(self.verdicts)]
            yield Verdict(claim, "en", name, 0.7, (), (), "Because.", span.start, span.end)
            number += 1


def check(text=TEXT, *verdicts, **options):
    return Check(text_document(text), FakeChecker(*verdicts, **options))


def finished(held):
    return [held, *(now for now, _ in checking(held))][-1]


@pytest.fixture
def tab():
    def make(*verdicts, **options):
        with gr.Blocks():
            assistant = FakeChecker(*verdicts, **options)
            return CheckTab(SimpleNamespace(assistant=assistant, settings=Settings()))

    return make


def test_a_text_in_pieces_with_its_headings_and_paragraphs():
    assert tokens(check()) == [
        ("What chips cost", "heading"),
        ("\n\n", None),
        ("○\u00a0An H100 costs $25,000.", "pending"),
        ("○\u00a0A B200 costs about $40,000.", "pending"),
        ("\n\n", None),
        ("○\u00a0Is that much?", "pending"),
    ]


def test_each_sentence_gets_its_verdict_and_a_symbol_as_it_comes():
    held = check(TEXT, "supported", "contradicted", "nothing_to_check")
    steps = [now for now, _ in checking(held)]
    assert [len(now.verdicts) for now in steps] == [1, 2, 3]
    assert tokens(steps[0])[3] == ("○\u00a0A B200 costs about $40,000.", "pending")
    assert [found for found in tokens(steps[-1]) if found[1]][1:] == [
        ("✓\u00a0An H100 costs $25,000.", "supported"),
        ("✗\u00a0A B200 costs about $40,000.", "contradicted"),
        ("–\u00a0Is that much?", "nothing_to_check"),
    ]
    assert steps[-1].count("supported") == 1
    assert steps[-1].verdict(3).claim == "A B200 costs\nabout $40,000."
    assert steps[-1].verdict(0) is None


def test_no_symbol_stands_for_two_verdicts():
    texts = [tokens(finished(check("It is.", name)))[0][0][0] for name in (
        "supported", "contradicted", "disputed", "not_enough_evidence", "nothing_to_check",
    )]  # fmt: skip
    assert len({*texts, "○"}) == 6


@given(st.text(max_size=200))
def test_pieces_are_in_order_and_no_sentence_is_empty(text):
    held = check(text)
    ends = [0]
    for piece in held.pieces:
        assert piece.start >= ends[-1]
        ends.append(piece.end)
        if piece.kind != "break":
            assert held.document.text[piece.start : piece.end].strip()
    assert finished(held).sentences == len(finished(held).verdicts)


def test_halves_of_characters_and_line_ends_of_other_systems():
    assert text_document("a\ud800b\r\nc\rd").text == "a\ufffdb\nc\nd"


def test_hidden_characters_are_spelled_out():
    assert tokens(check("One \u202eis two."))[0][0] == "○\u00a0One [U+202E]is two."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "noch keinen Text"),
        (" \n\u3000", "noch keinen Text"),
        ("a" * (MOST_CHARACTERS + 1), "100.001 Zeichen; auf einmal lassen sich höchstens 100.000"),
        ("# Only a heading", "kein Satz"),
        (f"It is. {'long ' * 500}.", "höchstens 2.000. Bitte teilen Sie"),
        ("An H100 costs $25,000.", ""),
    ],
)
def test_what_cannot_be_checked_is_said(text, words):
    found = problem(text, "de", 2000)
    assert words in found
    assert bool(found) == bool(words)


@pytest.mark.parametrize(("name", "language"), zip(EXAMPLES, ["en", "de", "ja"], strict=True))
def test_every_example_is_a_text_of_its_language(name, language):
    held = check(EXAMPLES[name])
    assert held.document.language == detect_language(EXAMPLES[name]) == language
    assert held.sentences == 6
    assert held.pieces[0].kind == "heading"


def test_a_file_is_read_without_its_header(tmp_path):
    file = tmp_path / "draft.md"
    file.write_text("---\ntitle: Draft\n---\n\nAn H100 costs $25,000.\n", encoding="utf-8")
    assert file_text(file) == "An H100 costs $25,000."


@pytest.mark.parametrize("name", ["draft.exe", "missing.txt"])
def test_a_file_that_cannot_be_read(tmp_path, name):
    (tmp_path / "draft.exe").write_bytes(b"MZ")
    with pytest.raises(SourceError):
        file_text(tmp_path / name)


def test_how_far_it_is():
    held = check(TEXT, "supported")
    after = [now for now, _ in checking(held)][1]
    assert "Waiting" in status_html(held, "waiting", "en")
    assert "2 of 3 sentences · about 12\u00a0s left" in status_html(after, "running", "en", 12.3)
    assert "2 von 3 Sätzen" in status_html(after, "stopped", "de")
    assert "3文を検証しました" in status_html(finished(held), "done", "ja")
    assert "progress value" not in status_html(finished(held), "done", "ja")
    nothing = finished(check(TEXT, "nothing_to_check"))
    assert "No sentence of this text" in status_html(nothing, "done", "en")


def test_only_a_change_of_phase_is_read_out():
    held = check()
    texts = {status_html(now, "running", "en").split("</span>")[0] for now, _ in checking(held)}
    assert len(texts) == 1


def test_from_a_text_to_all_its_verdicts(tab):
    held = tab("supported", "disputed", "supported")
    begun = held._begin(TEXT, None, GERMAN)
    assert begun[held._shown].visible
    assert not begun[held.text].interactive
    *steps, last = held._run(begun[held._held], GERMAN)
    assert [len(step[held._held].verdicts) for step in steps] == [0, 1, 2, 3]
    assert last[held._counts["supported"]].value == "✓ Belegt: 2"
    assert not last[held._counts["contradicted"]].interactive
    assert last[held.text].interactive
    chosen = held._chosen(last[held._held], SimpleNamespace(index=3), GERMAN)
    assert "Umstritten" in chosen
    assert "A B200 costs\nabout $40,000." in chosen


def test_an_empty_text_starts_nothing(tab):
    held = tab()
    begun = held._begin(" ", None, GERMAN)
    assert 'role="alert"' in begun[held._status]
    assert list(held._run(begun[held._held], GERMAN)) == [{held._held: None}]


def test_what_was_checked_before_an_error_stays(tab, caplog):
    held = tab(error=IndexDamagedError("/srv/index is broken", "Build it"))
    *steps, last = held._run(held._begin(TEXT, None, GERMAN)[held._held], GERMAN)
    assert len(steps[-1][held._held].verdicts) == 1
    assert "Dieser Server kann das im Moment nicht" in last[held._status]
    assert "/srv" not in last[held._status]
    assert "/srv/index is broken" in caplog.text
    assert held._held not in last
    assert last[held._start].visible


def test_a_fault_is_logged_and_its_inside_not_shown(tab, caplog):
    held = tab(error=ZeroDivisionError("/etc/secret"))
    *_, last = held._run(held._begin(TEXT, None, GERMAN)[held._held], GERMAN)
    assert "schiefgegangen" in last[held._status]
    assert "/etc/secret" not in str(last)
    assert "/etc/secret" in caplog.text


def test_a_stopped_check_ends_after_its_sentence_with_what_was_shown(tab):
    held = tab("supported", "disputed", "supported")
    steps = held._run(held._begin(TEXT, None, GERMAN)[held._held], GERMAN)
    next(steps)
    shown = next(steps)[held._held]
    held._stopped(shown, GERMAN)
    (last,) = steps
    assert last[held._held] == shown
    assert "1 von 3 Sätzen" in last[held._status]
    assert last[held._start].visible


def test_a_check_that_another_text_replaced_says_no_more(tab):
    held = tab("supported", "disputed", "supported")
    begun = held._begin(TEXT, None, GERMAN)[held._held]
    steps = held._run(begun, GERMAN)
    next(steps)
    held._stopped(begun, GERMAN)
    held._begin(TEXT, begun, GERMAN)
    assert list(steps) == []


def test_a_check_stopped_while_it_waits_does_not_begin(tab):
    held = tab("supported", "disputed", "supported")
    begun = held._begin(TEXT, None, GERMAN)[held._held]
    held._stopped(begun, GERMAN)
    assert list(held._run(begun, GERMAN)) == [{held._held: begun}]


def test_stopping_keeps_what_is_there(tab):
    held = tab()
    now = next(iter(checking(held._begin(TEXT, None, GERMAN)[held._held])))[0]
    stopped = held._stopped(now, GERMAN)
    assert "1 von 3 Sätzen" in stopped[held._status]
    assert stopped[held._start].visible
    assert held._stopped(None, GERMAN)[held._start].visible


def test_a_file_fills_the_box_or_says_why_not(tab, tmp_path):
    held = tab()
    good, long, bad = (tmp_path / name for name in ("good.txt", "long.txt", "bad.pdf"))
    good.write_text("Ein H100 kostet 25.000 Dollar.", encoding="utf-8")
    long.write_text("Ein Satz. " * 10_001, encoding="utf-8")
    bad.write_bytes(b"not a pdf")
    found = held._read(str(good), GERMAN)
    assert found[held.text] == "Ein H100 kostet 25.000 Dollar."
    assert "good.txt" in found[held._status]
    for path in (long, bad):
        found = held._read(str(path), GERMAN)
        assert held.text not in found
        assert 'role="alert"' in found[held._status]


def test_nothing_to_export(tab):
    held = tab()
    for nothing in (None, check()):
        with pytest.raises(gr.Error, match="noch kein Satz"):
            held._bundle(nothing, GERMAN)


def test_the_export_holds_the_text_that_its_offsets_count_in(tab, monkeypatch):
    monkeypatch.setattr("assistant.app.check.run.verdict_bundle", lambda *_: {"verdicts.md": "v"})
    name, content = tab()._bundle(finished(check()), GERMAN)
    assert name == "verdicts.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist() == ["text.txt", "verdicts.md"]
        assert packed.read("text.txt").decode() == TEXT


def test_a_run_takes_the_newest_index_and_keeps_it_to_the_end(tab):
    held = tab()
    begun = held._begin(TEXT, None, GERMAN)[held._held]
    newest = held._workspace.assistant = FakeChecker("contradicted")
    steps = held._run(begun, GERMAN)
    next(steps)
    held._workspace.assistant = FakeChecker("disputed")
    *_, last = steps
    assert last[held._held].assistant is newest
    assert last[held._held].count("contradicted") == 3


@pytest.mark.parametrize(
    ("accepted", "words"),
    [("en", "damaged"), ("de", "Diese Datei ist beschädigt"), ("ja", "ファイルが破損しているか")],
)
def test_a_broken_file_is_told_in_the_language_of_the_page(tab, tmp_path, accepted, words):
    held, bad = tab(), tmp_path / "bad.pdf"
    bad.write_bytes(b"not a pdf")
    request = SimpleNamespace(headers={"accept-language": accepted})
    assert words in held._read(str(bad), request)[held._status]


def test_an_export_that_fails_is_said_in_the_language_of_the_page(tab, monkeypatch):
    monkeypatch.setattr("assistant.app.check.run.verdict_bundle", lambda *_: 1 / 0)
    with pytest.raises(gr.Error, match="schiefgegangen"):
        tab()._bundle(finished(check()), GERMAN)
