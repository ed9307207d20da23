"""Building, adding and removing: what is embedded, what changes, what is left behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import faiss
import pytest

from assistant.errors import (
    DocumentUnknownError,
    IndexMismatchError,
    IndexMissingError,
    SourceDuplicateError,
    SourceEmptyError,
    SourceMissingError,
    SourceUnsupportedError,
)
from assistant.index.builder import IndexBuilder

if TYPE_CHECKING:
    from tests.index.conftest import Workshop

    MakeWorkshop: TypeAlias = Callable[[str], Workshop]


def test_a_build_holds_exactly_the_files(workshop: Workshop) -> None:
    report = workshop.build()
    assert report.added == ("chips.txt", "hiyou.txt", "strom.txt")
    assert (report.generation, report.changed, report.failures) == (1, True, ())
    assert workshop.names() == ["chips.txt", "hiyou.txt", "strom.txt"]


def test_every_text_is_embedded_once(workshop: Workshop) -> None:
    report = workshop.build()
    asked = workshop.embedder.passages
    assert len(asked) == len(set(asked)) == report.embedded
    assert "The H100 costs 25,000 dollars." in asked


def test_an_unchanged_build_does_nothing(workshop: Workshop) -> None:
    workshop.build()
    before = sorted((p, p.stat().st_mtime_ns) for p in workshop.folder.rglob("*"))
    workshop.embedder.passages.clear()
    report = workshop.build()
    assert (report.generation, report.changed, report.embedded) == (1, False, 0)
    assert len(report.unchanged) == 3
    assert workshop.embedder.passages == []
    assert sorted((p, p.stat().st_mtime_ns) for p in workshop.folder.rglob("*")) == before


def test_adding_embeds_only_new_texts(workshop: Workshop) -> None:
    workshop.build()
    workshop.embedder.passages.clear()
    workshop.write(water="Chips cost a lot. Water is scarce.")
    report = workshop.builder.add([workshop.sources / "water.txt"])
    assert report.added == ("water.txt",)
    assert len(report.unchanged) == 3
    assert set(workshop.embedder.passages) == {
        "Water is scarce.",
        "Chips cost a lot. Water is scarce.",
    }


def test_adding_takes_in_a_change(workshop: Workshop) -> None:
    workshop.build()
    workshop.write(chips="Chips are cheap now.")
    report = workshop.builder.add([workshop.sources / "chips.txt"])
    assert report.updated == ("chips.txt",)
    assert workshop.open()[1].entries["chips.txt"].document.text == "Chips are cheap now."


def test_changed_metadata_is_a_change(workshop: Workshop) -> None:
    workshop.build()
    workshop.embedder.passages.clear()
    (workshop.sources / "sources.yaml").write_text(
        "sources:\n- file: chips.txt\n  published: '2024-05-01'\n", encoding="utf-8"
    )
    report = workshop.build()
    assert report.failures == ()
    assert report.updated == ("chips.txt",)
    assert workshop.open()[1].entries["chips.txt"].document.info.published == "2024-05-01"
    assert workshop.embedder.passages == []


@pytest.mark.parametrize("way", ["add", "remove", "rebuild"])
def test_incremental_equals_a_full_rebuild(make_workshop: MakeWorkshop, way: str) -> None:
    grown, fresh = make_workshop("grown"), make_workshop("fresh")
    extra = {"another": "Power costs more than the H100. It is 1.287 MWh."}
    grown.write(**({} if way == "add" else extra))
    grown.build()
    if way == "add":
        grown.write(**extra)
        fresh.write(**extra)
        grown.builder.add([grown.sources / "another.txt"])
    elif way == "remove":
        grown.builder.remove(["another.txt"])
    else:
        (grown.sources / "another.txt").unlink()
        grown.build()
    fresh.build()
    assert grown.open()[1].digest() == fresh.open()[1].digest()
    assert grown.open()[1].chunks == fresh.open()[1].chunks
    assert grown.answers() == fresh.answers()


def test_removing_leaves_no_vector_no_term_and_no_text(workshop: Workshop) -> None:
    workshop.write(secret="Zebrafish swim in Xanadu.")
    workshop.build()
    report = workshop.builder.remove(["secret.txt"])
    assert report.removed == ("secret.txt",)
    new = workshop.store.manifest()
    content = b"".join(p.read_bytes() for p in new.directory.rglob("*") if p.is_file())
    for word in (b"ebrafish", b"anadu", b"secret", b"zebrafish"):
        assert word not in content
    for name, count in (("chunks", new.manifest.chunks), ("sentences", new.manifest.sentences)):
        assert faiss.read_index(str(new.directory / f"{name}.faiss")).ntotal == count
    vector = workshop.embedder.encode_query("Zebrafish swim in Xanadu.")
    assert workshop.open()[1].sentence_store.nearest(vector, 1)[0][1] < 0.99
    vocabulary = json.loads((new.directory / "lexical" / "vocab.index.json").read_text())
    assert not {"zebrafish", "xanadu"} & set(vocabulary)


def test_removing_an_unknown_document_names_the_nearest(workshop: Workshop) -> None:
    workshop.build()
    with pytest.raises(DocumentUnknownError, match=r"Did you mean chips\.txt"):
        workshop.builder.remove(["chip.txt"])
    assert workshop.store.manifest().manifest.generation == 1


def test_failures_are_reported_and_the_rest_goes_in(workshop: Workshop) -> None:
    workshop.write(empty="  \n")
    (workshop.sources / "tool.exe").write_bytes(b"MZ")
    missing = workshop.root / "nowhere.txt"
    report = workshop.builder.build([workshop.sources, missing])
    kinds = {failure.name: type(failure.error) for failure in report.failures}
    assert kinds.pop("empty.txt") is SourceEmptyError
    assert kinds.pop("tool.exe") is SourceUnsupportedError
    assert list(kinds.values()) == [SourceMissingError]
    assert len(report.added) == 3


def test_a_file_that_became_unreadable_keeps_its_old_version(workshop: Workshop) -> None:
    workshop.build()
    old = workshop.open()[1].entries["chips.txt"]
    (workshop.sources / "chips.txt").write_bytes(b"")
    report = workshop.build()
    assert [failure.name for failure in report.failures] == ["chips.txt"]
    assert report.unchanged == ("chips.txt", "hiyou.txt", "strom.txt")
    assert workshop.open()[1].entries["chips.txt"] == old


def test_a_named_file_that_is_missing_keeps_its_old_version(workshop: Workshop) -> None:
    paths = [workshop.sources / "chips.txt", workshop.sources / "strom.txt"]
    workshop.builder.build(paths)
    paths[0].unlink()
    report = workshop.builder.build(paths)
    assert [type(failure.error) for failure in report.failures] == [SourceMissingError]
    assert workshop.names() == ["chips.txt", "strom.txt"]


def test_two_files_of_one_name_are_a_failure(workshop: Workshop) -> None:
    other = workshop.root / "other"
    other.mkdir()
    (other / "chips.txt").write_text("Potatoes.", encoding="utf-8")
    report = workshop.builder.build([workshop.sources, other])
    assert [type(failure.error) for failure in report.failures] == [SourceDuplicateError]
    added = workshop.builder.add([other / "chips.txt"])
    assert [type(failure.error) for failure in added.failures] == [SourceDuplicateError]
    assert "H100" in workshop.open()[1].entries["chips.txt"].document.text


@pytest.mark.parametrize("action", ["add", "remove"])
def test_adding_and_removing_need_an_index(workshop: Workshop, action: str) -> None:
    with pytest.raises(IndexMissingError, match="assistant index build PATH"):
        getattr(workshop.builder, action)([])


def test_adding_with_another_chunk_size_is_refused_with_the_remedy(workshop: Workshop) -> None:
    workshop.build()
    workshop.chunk_tokens = 90
    with pytest.raises(IndexMismatchError, match=r"assistant index build PATH.*CHUNK_TOKENS=60"):
        workshop.builder.add([workshop.sources])


def test_building_with_another_chunk_size_starts_anew(workshop: Workshop) -> None:
    workshop.build()
    workshop.chunk_tokens = 90
    assert workshop.build().generation == 2
    assert workshop.open()[0].manifest.recipe.chunk_tokens == 90


def test_building_with_another_embedder_embeds_all_anew(
    workshop: Workshop, make_fake_embedder: Callable[..., object]
) -> None:
    first = workshop.build()
    workshop.embedder = make_fake_embedder("other", 8)
    assert workshop.build().embedded == first.embedded
    assert workshop.open()[0].manifest.recipe.embedder == "other"


def test_progress_tells_every_stage_to_its_end(workshop: Workshop) -> None:
    told: list[tuple[str, int, int]] = []
    IndexBuilder(workshop.store, workshop.embedder, 60, 1, lambda *step: told.append(step)).build(
        [workshop.sources]
    )
    assert {stage for stage, _, _ in told} == {"read", "embed"}
    for stage in ("read", "embed"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0


@pytest.mark.parametrize(
    "text", ['{"lc": 1, "type": "constructor", "id": ["os"]}', "{x.__class__} {{y}}", "a\u2028b"]
)
def test_document_text_is_data(workshop: Workshop, text: str) -> None:
    workshop.write(hostile=text)
    workshop.build()
    assert workshop.open()[1].entries["hostile.txt"].document.text == text


def test_sources_can_lie_behind_a_relative_path(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workshop.root)
    workshop.builder.build([Path("sources")])
    assert workshop.names() == ["chips.txt", "hiyou.txt", "strom.txt"]


def test_a_refresh_takes_in_changes_and_nothing_new(workshop: Workshop) -> None:
    workshop.build()
    workshop.write(chips="Chips are cheap now.", another="Water is scarce.")
    (workshop.sources / "strom.txt").unlink()
    report = workshop.builder.refresh()
    assert (report.updated, report.added, report.removed) == (("chips.txt",), (), ())
    assert [(held.name, type(held.error)) for held in report.failures] == [
        ("strom.txt", SourceMissingError)
    ]
    assert workshop.names() == ["chips.txt", "hiyou.txt", "strom.txt"]
    assert workshop.builder.refresh().changed is False


def test_a_refresh_keeps_names_below_folders_and_what_is_declared(workshop: Workshop) -> None:
    folder = workshop.sources / "en"
    folder.mkdir(parents=True)
    (folder / "water.txt").write_text("Water is scarce.", encoding="utf-8")
    declared = "sources:\n- file: en/water.txt\n  title: Water\n"
    (workshop.sources / "sources.yaml").write_text(declared, encoding="utf-8")
    workshop.build()
    (folder / "water.txt").write_text("Water is plenty.", encoding="utf-8")
    assert workshop.builder.refresh().updated == ("en/water.txt",)
    document = workshop.open()[1].entries["en/water.txt"].document
    assert (document.text, document.title) == ("Water is plenty.", "Water")


def test_a_refresh_of_an_index_without_documents_changes_nothing(workshop: Workshop) -> None:
    workshop.build()
    workshop.builder.remove(workshop.names())
    assert workshop.builder.refresh().changed is False
