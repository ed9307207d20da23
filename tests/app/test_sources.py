"""The sources tab without a browser: lists, views, changes of a real small index."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.app.sources.changes import (
    FORMATS,
    Result,
    Step,
    described,
    followed,
    removed,
    results,
    safe_name,
    uploaded,
)
from assistant.app.sources.facts import wrong
from assistant.app.sources.listing import facts_html, is_uploaded, list_html
from assistant.app.sources.survey import Survey, survey_csv, survey_html
from assistant.app.sources.tab import SourcesTab
from assistant.app.sources.told import results_html, step_html
from assistant.app.sources.view import PART, cut, figures_of, parts_up_to, view
from assistant.app.workspace import Workspace
from assistant.errors import (
    DocumentUnknownError,
    IndexLockedError,
    OutputError,
    SourceDuplicateError,
    SourceMetadataError,
    SourceMissingError,
    SourceUnsupportedError,
)
from assistant.index.builder import BuildReport
from assistant.index.opening import open_builder
from assistant.index.store import IndexStore
from assistant.reporting import COLUMNS
from assistant.settings import Settings
from assistant.sources.metadata import read_catalogue
from assistant.types import Page, Span

TEXTS = {
    "chips.md": "---\ntitle: <b>Chips</b>\npublisher: The Ledger\npublished: 2024-05-06\n"
    "url: https://example.org/a?b=1&c=2\n---\n# Chips\n\nOne H100 costs $25,000.\n",
    "strom.md": "# Strom\n\nDas Training von BLOOM verbrauchte 433 MWh Strom. "
    "Ein H100 kostet 30.000 US-Dollar.\n",
    "mizu.txt": "AIと水\n\nGPT-3の学習では約70万リットルの水が蒸発しました。\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An index folder that tests copy, and the files that it was built from."""
    folder, index = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("index") / "new"
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    open_builder(index, Settings(index=index)).build([folder])
    return folder, index


@pytest.fixture
def workspace(built, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(built[1], index)
    return Workspace(index, Settings(index=index, uploads=tmp_path / "uploads"))


@pytest.fixture
def incoming(tmp_path):
    """``incoming("a.md", "text")`` is a file as the browser sends it."""

    def make(name: str, text: str, folder: str = "sent") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


def done(workspace: Workspace, change) -> BuildReport:
    *steps, report = followed(workspace, change)
    assert isinstance(report, BuildReport)
    assert all(isinstance(step, Step) for step in steps)
    return report


def names(workspace: Workspace) -> list[str]:
    return [document.path for document in workspace.assistant.documents()]


def kept(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.settings.uploads.iterdir())


def entries(workspace: Workspace):
    return list(workspace.assistant.collection.entries.values())


def test_uploads_are_kept_and_answer_questions(workspace, incoming):
    before = workspace.assistant
    report = done(
        workspace,
        uploaded([incoming("b200.md", "A B200 costs $40,000.")], workspace.settings.uploads),
    )
    assert results(report, ["b200.md"]) == [Result("b200.md", "added")]
    assert kept(workspace) == ["b200.md"]
    assert "40,000" in workspace.assistant.ask("What does a B200 cost?").answer
    assert "b200.md" not in before.collection.entries


def test_the_same_name_again_replaces_the_file(workspace, incoming):
    folder = workspace.settings.uploads
    done(workspace, uploaded([incoming("b200.md", "A B200 costs $40,000.")], folder))
    again = incoming("b200.md", "A B200 costs $35,000.", "later")
    assert done(workspace, uploaded([again], folder)).updated == ("b200.md",)
    assert "35,000" in workspace.assistant.document("b200.md").text
    report = done(workspace, uploaded([again], folder))
    assert results(report, ["b200.md"]) == [Result("b200.md", "unchanged")]
    assert kept(workspace) == ["b200.md"]


def test_files_that_cannot_be_indexed_are_told_and_not_kept(workspace, incoming):
    folder = workspace.settings.uploads
    done(workspace, uploaded([incoming("b200.md", "A B200 costs $40,000.")], folder))
    sent = [
        incoming("notes.md", "Notes about water."),
        incoming("broken.pdf", "no PDF"),
        incoming("photo.png", "no text"),
        incoming("b200.md", "", "empty"),
        incoming("chips.md", "Another file of that name."),
        incoming("notes.md", "The same name twice.", "twice"),
    ]
    report = done(workspace, uploaded(sent, folder))
    told = {(one.name, one.outcome) for one in results(report, [path.name for path in sent])}
    assert told == {
        ("photo.png", "failed"),
        ("notes.md", "failed"),
        ("broken.pdf", "failed"),
        ("b200.md", "failed"),
        ("chips.md", "failed"),
    }
    assert "notes.md" in names(workspace)
    assert kept(workspace) == ["b200.md", "notes.md"]
    assert "40,000" in (folder / "b200.md").read_text(encoding="utf-8")
    kinds = {type(failure.error) for failure in report.failures}
    assert {SourceUnsupportedError, SourceDuplicateError} <= kinds


def test_what_cannot_be_written_leaves_all_as_it_was(workspace, incoming):
    sent = [incoming("b200.md", "A B200 costs $40,000.")]
    with (
        IndexStore(workspace.index).writing(),
        pytest.raises(IndexLockedError, match="Wait until it has finished"),
    ):
        list(followed(workspace, uploaded(sent, workspace.settings.uploads)))
    assert kept(workspace) == []
    workspace.settings.uploads.rmdir()
    workspace.settings.uploads.write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="ASSISTANT_UPLOADS"):
        list(followed(workspace, uploaded(sent, workspace.settings.uploads)))
    assert not workspace.busy
    assert len(names(workspace)) == 3


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\files\\a.md", "a.md"),
        (".hidden.md", "hidden.md"),
        ("a\u202egnp\n.md", "a_gnp_.md"),
        ("か\u3099.txt", "が.txt"),
        ("..", "file"),
    ],
)
def test_names_of_uploads_are_safe(given, name):
    assert safe_name(given) == name


def test_a_long_name_keeps_its_suffix():
    name = safe_name("資" * 200 + ".docx")
    assert name.endswith("資.docx")
    assert len(name.encode()) <= 180


def test_removing_leaves_files_of_others_and_deletes_uploads(workspace, incoming, built):
    folder = workspace.settings.uploads
    done(workspace, uploaded([incoming("b200.md", "A B200 costs $40,000.")], folder))
    uploads = {
        held.document.path: is_uploaded(held.document, folder) for held in entries(workspace)
    }
    assert uploads == {"b200.md": True, "chips.md": False, "mizu.txt": False, "strom.md": False}
    assert done(workspace, removed("b200.md", folder / "b200.md")).removed == ("b200.md",)
    assert done(workspace, removed("strom.md", None)).removed == ("strom.md",)
    assert kept(workspace) == []
    assert (built[0] / "strom.md").exists()
    assert names(workspace) == ["chips.md", "mizu.txt"]
    with pytest.raises(DocumentUnknownError):
        list(followed(workspace, removed("strom.md", None)))


def test_an_emptied_index_can_be_shown_and_filled_again(workspace, incoming):
    for name in names(workspace):
        done(workspace, removed(name, None))
    assert "There are no documents yet" in list_html([], workspace.settings.uploads, "en")
    assert Survey().found(workspace.assistant, "en") == []
    assert workspace.assistant.ask("What does an H100 cost?").status == "refused"
    sent = incoming("b200.md", "A B200 costs $40,000.")
    done(workspace, uploaded([sent], workspace.settings.uploads))
    assert names(workspace) == ["b200.md"]


def test_changes_and_losses_of_files_are_told(tmp_path):
    folder, index = tmp_path / "files", tmp_path / "index"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=index, uploads=tmp_path / "uploads")
    open_builder(index, settings).build([folder])
    workspace = Workspace(index, settings)
    (folder / "chips.md").write_text("An H200 costs $31,000.", encoding="utf-8")
    (folder / "mizu.txt").unlink()
    report = done(workspace, lambda builder: builder.refresh())
    told = [(one.name, one.outcome) for one in results(report)]
    assert told == [("mizu.txt", "vanished"), ("chips.md", "updated")]
    assert "31,000" in workspace.assistant.ask("What does an H200 cost?").answer
    assert len(names(workspace)) == 3


def test_a_second_change_waits_for_the_first(workspace, incoming):
    started, go_on = threading.Event(), threading.Event()

    def slow(builder):
        started.set()
        assert go_on.wait(10)
        return builder.remove(["strom.md"])

    first = followed(workspace, slow)
    assert next(first) == Step("prepare")
    runner = threading.Thread(target=lambda: list(first))
    runner.start()
    assert started.wait(10)
    assert "being changed" in facts_html(workspace, "en")
    second = followed(workspace, removed("mizu.txt", None))
    assert next(second) == Step("wait")
    assert workspace.assistant.ask("What does an H100 cost?").status == "answered"
    go_on.set()
    *_, report = second
    runner.join(10)
    assert report.removed == ("mizu.txt",)
    assert names(workspace) == ["chips.md"]


def test_a_change_goes_on_when_nobody_follows_it(workspace):
    steps = followed(workspace, removed("strom.md", None))
    assert next(steps) == Step("prepare")
    next(steps)
    steps.close()
    with workspace._writing:
        pass
    assert names(workspace) == ["chips.md", "mizu.txt"]


@pytest.fixture
def tab(workspace):
    with gr.Blocks():
        return SourcesTab(workspace)


def test_an_unforeseen_failure_is_told_without_its_words(tab):
    def broken(builder):
        raise RuntimeError("/secret/path")

    *_, last = tab._written(broken, results, "de")
    assert "schiefgegangen" in last[0]
    assert "secret" not in last[0]
    assert "chips.md" in last[3]


def test_beginning_end_and_failures_are_read_out_and_not_each_step(tab, workspace, incoming):
    sent = [incoming(f"note{n}.md", f"A B{n}00 costs $40,000.") for n in range(5)]
    change = uploaded([*sent, incoming("photo.png", "x")], workspace.settings.uploads)
    seen = list(tab._written(change, results, "de"))
    heard = [row[1] for row in seen if isinstance(row[1], str)]
    assert len(seen) > 2
    assert len(heard) == 2
    assert "Wird vorbereitet" in heard[0]
    assert "Fehlgeschlagen: 1" in heard[1]
    assert "photo.png" in heard[1]
    assert "note1.md" not in heard[1]
    assert "Dateien vom Typ .png" in heard[1]


def test_no_folder_of_the_server_reaches_the_page(tab, workspace, incoming, tmp_path, caplog):
    sent = [incoming("chips.md", "Another file of that name."), incoming("x.md", "5 MWh.")]
    change = uploaded(sent, workspace.settings.uploads)
    with IndexStore(workspace.index).writing():
        pages = [*list(tab._written(change, results, "en"))[-1]]
    pages += [*list(tab._written(change, results, "en"))[-1]]
    workspace.settings.uploads.joinpath("x.md").unlink()
    workspace.settings.uploads.rmdir()
    workspace.settings.uploads.write_text("a file")
    pages += [*list(tab._written(change, results, "ja"))[-1]]
    told = "".join(pages)
    assert "Wait until it has finished" in told
    assert "already holds another file of this name" in told
    assert "サーバーでファイルを書き込めません" in told
    assert "/tmp" not in told
    assert str(tmp_path) in caplog.text


def test_an_upload_that_cannot_be_deleted_is_told_and_the_new_index_is_served(
    tab, workspace, incoming
):
    folder = workspace.settings.uploads
    done(workspace, uploaded([incoming("b200.md", "A B200 costs $40,000.")], folder))
    (folder / "b200.md").unlink()
    (folder / "b200.md").mkdir()
    *_, last = tab._written(removed("b200.md", folder / "b200.md"), results, "en")
    assert "no longer in the index" in last[0]
    assert "no longer in the index" in last[1]
    assert "b200.md" not in last[3]


def test_a_change_that_fails_after_the_index_was_written_is_served(workspace):
    def half(builder):
        builder.remove(["strom.md"])
        raise OSError("no more room")

    with pytest.raises(OSError, match="no more room"):
        list(followed(workspace, half))
    assert names(workspace) == ["chips.md", "mizu.txt"]


def test_a_table_or_document_that_fails_is_said_in_the_language_of_the_page(
    tab, workspace, monkeypatch
):
    request = SimpleNamespace(headers={"accept-language": "de"})
    event = SimpleNamespace(document="none.md")
    assert "steht nicht mehr im Index" in tab._reader._opened(event, request)[2]
    monkeypatch.setattr("assistant.app.sources.reader.view", lambda *_: 1 / 0)
    event.document = "chips.md"
    assert "schiefgegangen" in tab._reader._opened(event, request)[2]
    monkeypatch.setattr(workspace.survey, "found", lambda *_: 1 / 0)
    assert "schiefgegangen" in list(tab._compared(request))[-1]
    with pytest.raises(gr.Error, match="schiefgegangen"):
        tab._table(request)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Publisher", "German", "May 6, 2024", "Read")),
        ("de", ("Herausgeber", "Deutsch", "6. Mai 2024", "Lesen")),
        ("ja", ("発行元", "ドイツ語", "2024年5月6日", "読む")),
    ],
)
def test_the_list_speaks_the_reader_s_language(workspace, language, words):
    page = list_html(entries(workspace), workspace.settings.uploads, language)
    assert all(word in page for word in words)
    assert page.count("<tr ") == 4
    assert "<b>" not in page
    assert "&lt;b&gt;Chips&lt;/b&gt;" in page


def test_the_facts_of_the_index(workspace):
    page = facts_html(workspace, "en")
    for word in ("<dd>3</dd>", "<dd>1</dd>", "<dd>e5-small</dd>"):
        assert word in page
    assert "note" not in page


def test_figures_are_marked_once_and_read_in_the_reader_s_language(workspace):
    entry = workspace.assistant.collection.entries["chips.md"]
    shown = view(entry, 1, "de").html
    assert 'data-reading="25.000 US-Dollar">$25,000</mark>' in shown
    assert 'tabindex="0" title="25.000 US-Dollar"' in shown
    assert 'href="https://example.org/a?b=1&amp;c=2"' in shown
    assert "<b>" not in shown
    assert "publisher:" not in shown
    twice = replace(entry, chunks=entry.chunks * 2)
    assert figures_of(twice.chunks) == figures_of(entry.chunks)


def test_an_address_that_is_none_is_text(workspace):
    entry = workspace.assistant.collection.entries["chips.md"]
    info = replace(entry.document.info, url="javascript:alert(1)")
    held = replace(entry, document=replace(entry.document, info=info))
    assert "href" not in view(held, 1, "en").html


def test_pages_are_set_apart_and_long_documents_shown_in_parts(workspace):
    entry = workspace.assistant.collection.entries["chips.md"]
    text = "A line of text.\n" * 10_000
    half = len(text) // 2
    pages = (Page(1, 0, half), Page(2, half, half), Page(3, half, len(text)))
    held = replace(entry, document=replace(entry.document, text=text, pages=pages), chunks=())
    first, all_of_it = view(held, 1, "en"), view(held, 3, "en")
    assert first.rest == len(text) - cut(held.document, [], 1)
    assert (first.html.count("<section>"), all_of_it.html.count("<section>")) == (1, 3)
    assert "Page 3" in all_of_it.html
    assert "No text on this page" in all_of_it.html
    assert all_of_it.rest == 0
    assert text[cut(held.document, [], 1) - 1] == "\n"


def test_a_part_ends_in_no_figure(workspace):
    entry = workspace.assistant.collection.entries["chips.md"]
    figure = figures_of(entry.chunks)[0]
    text = "x" * (2 * PART)
    document = replace(entry.document, text=text, pages=(Page(1, 0, len(text)),))
    across = replace(figure, start=PART - 2, end=PART + 2)
    assert cut(document, [across], 1) == PART - 2


def test_the_index_is_compared_once_a_generation(workspace):
    survey, assistant = Survey(), workspace.assistant
    assert survey.known(assistant, "en") is None
    found = survey.found(assistant, "en")
    assert survey.found(assistant, "en") is found
    assert survey.known(assistant, "de") is None
    done(workspace, removed("strom.md", None))
    assert survey.known(workspace.assistant, "en") is None


def test_disagreements_are_counted_and_quoted(workspace):
    found = Survey().found(workspace.assistant, "de")
    assert len(found) == 1
    page = survey_html(found, "de")
    assert "1 Widerspruch" in page
    assert "25.000 US-Dollar" in page
    assert page.count("<blockquote") == 2
    for citation in found[0].citations:
        assert f'href="#survey-1-{citation.id}"' in page
        assert f'id="survey-1-{citation.id}"' in page
    assert "weichen die Dokumente" in survey_html([], "de")


def test_many_disagreements_are_cut_and_exported_whole(workspace, monkeypatch):
    found = Survey().found(workspace.assistant, "en") * 150
    page = survey_html(found, "en")
    assert page.count("<details>") == 100
    assert "The first 100 are shown" in page
    name, content = survey_csv(found, "en")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert (name, rows[0], len(rows)) == ("disagreements.csv", COLUMNS, 301)


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize("stage", ["wait", "prepare", "read", "embed", "open"])
def test_every_stage_has_words(language, stage):
    assert "aria-valuenow" not in step_html(Step(stage), language)
    assert 'aria-valuenow="50"' in step_html(Step(stage, 1000, 2000), language)


def test_results_show_the_error_as_text_and_what_is_left():
    told = [
        Result("<i>.md", "failed", SourceMetadataError("<b>It broke</b>", "Mend it")),
        Result("b", "vanished", SourceMissingError("x", "y")),
    ]
    page = results_html(told, 1200, "de")
    assert 'lang="en">&lt;b&gt;It broke&lt;/b&gt;. Mend it.' in page
    assert "&lt;i&gt;.md" in page
    assert "bleibt so im Index" in page
    assert "Fehlgeschlagen: 1, Datei nicht gefunden: 1. Jetzt gilt Indexstand 1.200." in page
    assert "No file has changed" in results_html([], 1, "en")
    assert FORMATS.keys() >= {".pdf", ".tsv"}


def upload(workspace, incoming, name="notes.txt", text="One X9 chip costs 77 dollars.\n"):
    change = uploaded([incoming(name, text)], workspace.settings.uploads)
    return list(followed(workspace, change))[-1]


def test_what_is_stated_of_an_uploaded_file_stands_in_its_citations(workspace, incoming):
    upload(workspace, incoming)
    folder = workspace.settings.uploads
    facts = {
        "title": "X9: «prices»",
        "publisher": "",
        "published": "2024-05",
        "url": "https://a.b/c",
    }
    report = list(followed(workspace, described("notes.txt", folder, facts)))[-1]
    assert report.updated == ("notes.txt",)
    cited = workspace.assistant.ask("What does one X9 chip cost?").citations[0]
    assert (cited.title, cited.publisher) == ("X9: «prices»", None)
    assert (cited.published, cited.url) == ("2024-05", "https://a.b/c")
    changed = list(followed(workspace, described("notes.txt", folder, {**facts, "url": ""})))[-1]
    assert changed.updated == ("notes.txt",)
    assert workspace.assistant.document("notes.txt").info.url is None


def test_other_facts_stay_and_go_with_the_file(workspace, incoming):
    upload(workspace, incoming)
    folder = workspace.settings.uploads
    (folder / "sources.yaml").write_text(
        "sources:\n- {file: other.txt, title: Other}\n- {file: notes.txt, language: de}\n"
    )
    list(followed(workspace, described("notes.txt", folder, {"title": "Notes"})))
    held = read_catalogue(folder / "sources.yaml")
    assert {str(file): (info.title, info.language) for file, info in held.items()} == {
        "other.txt": ("Other", None), "notes.txt": ("Notes", "de"),
    }  # fmt: skip
    list(followed(workspace, removed("notes.txt", folder / "notes.txt")))
    assert [str(file) for file in read_catalogue(folder / "sources.yaml")] == ["other.txt"]


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"published": "31.5.2024"}, "published"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"title": "\u200b", "url": ""}, None),
        ({"title": " ", "published": "2024", "url": "http://a.b"}, None),
    ],
)
def test_facts_of_another_form_are_refused(facts, key):
    assert wrong(facts) == key


def test_only_uploaded_files_can_be_described(tab, workspace):
    reader = tab._reader
    held = {reader._reading: ("chips.md", 1, None)} | dict.fromkeys(reader._facts, "x")
    held[reader._facts[2]] = held[reader._facts[3]] = ""
    request = SimpleNamespace(headers={"accept-language": "en"})
    said = list(reader._stated(held, request))[-1][0]
    assert "Something went wrong" in said
    assert not (workspace.settings.uploads / "sources.yaml").exists()


def test_a_quote_is_set_off_in_its_source(workspace):
    assistant = workspace.assistant
    cited = assistant.ask("What does an H100 cost?").citations[0]
    entry = assistant.collection.entries[cited.document]
    shown = view(entry, 1, "en", Span(cited.start, cited.end)).html
    assert shown.count('class="passage"') == 1
    inside = shown.split('class="passage" tabindex="-1">')[1].split("</span>")[0]
    assert re.sub("<[^>]+>", "", html.unescape(inside)) == cited.quote


def test_a_passage_far_below_is_reached(workspace):
    entry = workspace.assistant.collection.entries["chips.md"]
    long = replace(entry.document, text=entry.document.text + "x\n" * 2 * PART)
    long = replace(long, pages=(Page(1, entry.document.body.start, len(long.text)),))
    for place in (long.body.start, PART - 1, PART + 5, 2 * PART, len(long.text)):
        assert cut(long, [], parts_up_to(long, place)) >= place


def test_new_documents_are_marked_and_stand_first(workspace):
    entries = list(workspace.assistant.collection.entries.values())
    shown = list_html(entries, workspace.settings.uploads, "de", {"strom.md"})
    assert re.findall('data-document="([^"]+)"', shown)[0] == "strom.md"
    assert shown.count('<span class="new">Neu</span>') == 1
