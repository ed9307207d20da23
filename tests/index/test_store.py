"""The index folder: whatever happens to it, exactly an old or the new state is served."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import (
    IndexDamagedError,
    IndexForeignError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexWriteError,
)
from assistant.index import codec, manifest
from assistant.index.store import IndexStore

if TYPE_CHECKING:
    from tests.index.conftest import Workshop

Damage = Callable[[Path, random.Random], None]


@pytest.fixture
def grown(workshop: Workshop) -> Workshop:
    """Two generations: the second knows water.txt."""
    workshop.build()
    workshop.write(water="Water is scarce.")
    workshop.build()
    return workshop


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def truncate(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def extend(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.randint(1, 9)))


def lose(path: Path, chance: random.Random) -> None:
    path.unlink()


def swap(path: Path, chance: random.Random) -> None:
    """With the file of the same name in the generation before."""
    other = path.parents[1 if path.parent.name != "lexical" else 2] / "gen-1"
    twin = other / path.relative_to(other.parent / "gen-2")
    here, there = path.read_bytes(), twin.read_bytes()
    path.write_bytes(there if here != there else there + b"\n")


@pytest.mark.parametrize(
    ("damage", "trials"), [(flip, 120), (truncate, 30), (extend, 30), (lose, 12), (swap, 12)]
)
def test_a_damaged_file_is_noticed_and_the_generation_before_is_served(
    grown: Workshop, damage: Damage, trials: int
) -> None:
    whole = grown.folder / "gen-2"
    files = sorted(path for path in whole.rglob("*") if path.is_file())
    for trial in range(trials):
        path = files[trial % len(files)]
        kept = path.read_bytes()
        damage(path, random.Random(trial))
        opened = grown.store.manifest()
        assert (opened.manifest.generation, bool(opened.broken)) == (1, True), (path, trial)
        path.write_bytes(kept)
    assert grown.store.manifest().manifest.generation == 2


def test_the_older_generation_answers_as_it_did(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.answers()
    workshop.write(water="Water is scarce.")
    workshop.build()
    assert workshop.answers() != before
    flip(workshop.folder / "gen-2" / "chunks.faiss", random.Random(0))
    assert workshop.answers() == before
    assert "gen-2: chunks.faiss differs" in str(workshop.store.manifest().broken)


def test_exchanged_generations_are_noticed(grown: Workshop) -> None:
    one, two, aside = (grown.folder / name for name in ("gen-1", "gen-2", "gen-9"))
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
    with pytest.raises(IndexDamagedError, match="Move the folder away"):
        grown.store.manifest()


def test_nothing_whole_is_an_error_and_nothing_is_deleted(grown: Workshop) -> None:
    for number in (1, 2):
        flip(grown.folder / f"gen-{number}" / "documents.jsonl", random.Random(number))
    before = sorted(grown.folder.rglob("*"))
    with pytest.raises(IndexDamagedError, match=r"gen-2: .*gen-1: .*Move the folder away"):
        grown.store.manifest()
    assert sorted(grown.folder.rglob("*")) == before


def test_a_write_sets_a_broken_generation_aside(grown: Workshop) -> None:
    flip(grown.folder / "gen-2" / "documents.jsonl", random.Random(0))
    report = grown.build()
    assert report.generation == 3
    assert grown.generations() == ["broken-gen-2", "gen-1", "gen-3"]
    assert "water.txt" in grown.names()
    assert grown.store.manifest().broken is None


def test_only_the_generation_before_is_kept(grown: Workshop) -> None:
    grown.write(data="Data is cheap.")
    grown.build()
    assert grown.generations() == ["gen-2", "gen-3"]


def test_a_reader_keeps_what_it_opened(grown: Workshop) -> None:
    _, collection = grown.open()
    for number in range(3):
        grown.write(data=f"Data {number}.")
        grown.build()
    assert list(collection.entries) == ["chips.txt", "hiyou.txt", "strom.txt", "water.txt"]
    assert collection.chunk_store.vectors_of([c.id for c in collection.chunks]).shape[0] == 4


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0\0", b"gen-0", b"gen-1\n", b"gen-99\n", b"\xff\xfe", b"../../x", b"9" * 9999],
)
def test_a_damaged_pointer_loses_nothing(grown: Workshop, content: bytes) -> None:
    (grown.folder / "CURRENT").write_bytes(content)
    assert grown.store.manifest().manifest.generation == 2
    grown.write(data="Data is cheap.")
    assert grown.build().generation == 3
    assert grown.generations() == ["gen-2", "gen-3"]


def test_every_flipped_bit_of_the_pointer_is_noticed(grown: Workshop) -> None:
    pointer = grown.folder / "CURRENT"
    whole = pointer.read_bytes()
    for place in range(len(whole) * 8):
        content = bytearray(whole)
        content[place // 8] ^= 1 << place % 8
        pointer.write_bytes(content)
        assert grown.store.manifest().manifest.generation == 2


def test_a_lost_pointer_loses_nothing(grown: Workshop) -> None:
    (grown.folder / "CURRENT").unlink()
    assert grown.store.manifest().manifest.generation == 2
    assert grown.build().changed is False
    assert grown.generations() == ["gen-1", "gen-2"]


def test_what_an_interrupted_first_build_left_is_no_index(workshop: Workshop) -> None:
    (workshop.folder / "gen-1").mkdir(parents=True)
    (workshop.folder / "gen-1" / "documents.jsonl").write_text("{")
    with pytest.raises(IndexMissingError):
        workshop.store.manifest()
    assert workshop.build().generation == 1


def test_what_an_interrupted_build_left_is_passed_over(grown: Workshop) -> None:
    shutil.copytree(grown.folder / "gen-2", grown.folder / "gen-3")
    (grown.folder / "gen-3" / "manifest.json").unlink()
    assert grown.store.manifest().broken is None
    grown.write(data="Data is cheap.")
    assert grown.build().generation == 3
    assert "data.txt" in grown.names()


def test_no_folder_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match=r"index build PATH --index .*nowhere"):
        IndexStore(tmp_path / "nowhere").manifest()
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_of_something_else_is_refused_and_left_alone(workshop: Workshop) -> None:
    workshop.folder.mkdir()
    (workshop.folder / "thesis.docx").write_bytes(b"my only copy")
    for action in (workshop.build, workshop.store.manifest):
        with pytest.raises(IndexForeignError, match=r"thesis\.docx"):
            action()
    assert [path.name for path in workshop.folder.iterdir()] == ["thesis.docx"]


def test_a_file_in_place_of_the_folder_is_refused(workshop: Workshop) -> None:
    workshop.folder.write_text("a file")
    for action in (workshop.build, workshop.store.manifest):
        with pytest.raises(IndexForeignError, match="is a file"):
            action()


def test_a_second_writer_is_refused_and_readers_go_on(grown: Workshop) -> None:
    code = (
        "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(grown.folder / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(IndexLockedError, match="Wait until it has finished"):
            grown.build()
        assert len(grown.names()) == 4
        other.communicate()
    assert grown.build().generation == 2


def test_another_embedder_is_refused_with_the_command_to_rebuild(
    grown: Workshop, make_fake_embedder: Callable[..., object]
) -> None:
    for other in (make_fake_embedder("other", 16), make_fake_embedder("fake", 8)):
        grown.embedder = other
        with pytest.raises(IndexMismatchError, match="built with the embedder fake") as refused:
            grown.open()
        assert f"assistant index build PATH --index {grown.folder}" in refused.value.remedy


def test_another_schema_is_refused_and_a_build_replaces_it(
    grown: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = f"has schema {manifest.SCHEMA}, this program reads 99"
    monkeypatch.setattr(manifest, "SCHEMA", 99)
    with pytest.raises(IndexMismatchError, match=written):
        grown.store.manifest()
    assert len(grown.build().added) == 4


def test_opening_never_unpickles(grown: Workshop, no_pickle: None) -> None:
    for place in (grown.folder / "gen-2", grown.folder / "gen-2" / "lexical"):
        (place / "index.pkl").write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.")
    assert len(grown.answers()) == 3
    assert not Path("pwned").exists()


def test_opening_writes_nothing(grown: Workshop) -> None:
    def listing() -> list[tuple[Path, int]]:
        return sorted((p, p.stat().st_mtime_ns) for p in [grown.folder, *grown.folder.rglob("*")])

    before = listing()
    grown.answers()
    assert listing() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_only_be_read_is_served(grown: Workshop) -> None:
    places = [grown.folder, *grown.folder.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        assert len(grown.answers()) == 3
    finally:
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_at_any_step_leaves_a_whole_index(
    grown: Workshop, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    real = getattr(os, call)
    grown.write(data="Data is cheap.")
    for step in range(1, 99):
        left = [step]

        def fail(*args: object, **kwargs: object) -> object:
            left[0] -= 1  # noqa: B023
            if left[0] == 0:  # noqa: B023
                raise OSError(error, os.strerror(error))
            return real(*args, **kwargs)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            try:
                grown.build()
            except IndexWriteError as refused:
                opened = grown.store.manifest()
                assert opened.broken is None
                in_force = "is in force" in str(refused)
                assert opened.manifest.generation == (3 if in_force else 2)
                if not in_force:
                    assert grown.generations() == ["gen-1", "gen-2"]
                else:
                    break
            else:
                break
    assert "data.txt" in grown.names()
    assert step > (5 if call == "fsync" else 1)


def test_a_full_disk_while_writing_lines_leaves_the_old_generation(
    grown: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = grown.answers()
    grown.write(data="Data is cheap.")
    monkeypatch.setattr(codec, "write", full)
    with pytest.raises(IndexWriteError, match=r"No space left.*Free space.*index is unchanged"):
        grown.build()
    assert grown.answers() == before


def test_the_manifest_counts_what_the_files_hold(grown: Workshop) -> None:
    opened, collection = grown.open()
    written = json.loads((opened.directory / "manifest.json").read_bytes())
    files = {
        path.relative_to(opened.directory).as_posix()
        for path in opened.directory.rglob("*")
        if path.is_file()
    }
    assert set(written["files"]) == files - {"manifest.json"}
    assert written["chunks"] == len(collection.chunks) == len(collection.chunk_store)
    assert written["sentences"] == len(collection.sentence_store)
    assert written["documents"] == len(collection.entries) == 4
    assert written["corpus_digest"] == collection.digest()


def test_readers_beside_a_writer_see_whole_generations_only(workshop: Workshop) -> None:
    workshop.write(one="State 0.", two="State 0.")
    workshop.build()
    errors: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                opened = workshop.store.manifest()
                assert opened.manifest.documents == 5
            except Exception as error:
                errors.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for state in range(1, 21):
        workshop.write(one=f"State {state}.", two=f"State {state}.")
        workshop.build()
    done.set()
    for reader in readers:
        reader.join()
    assert errors == []
