"""The corpus is complete, readable, in the languages it states, and written in our own words."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from assistant.language import detect_language
from assistant.sources import discover, read
from assistant.sources.metadata import read_catalogue
from assistant.types import Document

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "corpus"
SEEDS = Path(os.environ.get("ASSISTANT_SHARED", REPOSITORY.parent / "shared")) / "seeds"
MAKER = ".make/make_documents.py"

FOUND = discover([CORPUS])
FILES = {file.name: file for file in FOUND.files}
PDFS = [name for name in FILES if name.endswith(".pdf")]

_WORDS_ALIKE = 12  # in English and German
_CHARACTERS_ALIKE = 30  # in Japanese, white space aside
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@cache
def document(name: str) -> Document:
    return read(FILES[name])


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """corpus/.make/make_documents.py, which is a script and no module of the program."""
    spec = importlib.util.spec_from_file_location("make_documents", CORPUS / MAKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def skip_locally(reason: str) -> None:
    """What may be missing on a developer's machine must be there in continuous integration."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def test_files_and_catalogue_list_the_same() -> None:
    catalogue = read_catalogue(CORPUS / "sources.yaml")
    assert set(map(PurePosixPath, FILES)) == set(catalogue)
    assert [failure for failure in FOUND.failures if failure.name != MAKER] == []


def test_every_source_says_where_it_comes_from() -> None:
    for file in FILES.values():
        info = file.info
        assert all((info.title, info.publisher, info.author, info.published)), file.name
        assert all((info.licence, info.based_on, info.retrieved_on)), file.name
        assert info.language == file.name.split("/")[0]


def test_ids_are_unique() -> None:
    ids = [file.info.id for file in FILES.values()]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_there_are_enough_sources_of_every_kind() -> None:
    kinds = Counter(Path(name).suffix for name in FILES)
    assert len(FILES) >= 12
    assert {file.info.language for file in FILES.values()} == {"en", "de", "ja"}
    assert len(PDFS) >= 3
    assert kinds[".html"] >= 1
    assert kinds[".docx"] >= 1


@pytest.mark.parametrize("name", PDFS)
def test_pdfs_have_several_pages_with_text(name: str) -> None:
    pages = document(name).pages
    assert len(pages) >= 2
    assert all(page.start < page.end for page in pages)


@pytest.mark.parametrize("name", FILES)
def test_sources_read_in_their_language(name: str) -> None:
    found = document(name)
    assert found.title == FILES[name].info.title
    assert detect_language(found.text) == found.info.language


def test_made_documents_say_what_their_bodies_say() -> None:
    done = subprocess.run(
        [sys.executable, str(CORPUS / MAKER), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_documents_made_anew_are_the_same(maker: ModuleType, tmp_path: Path) -> None:
    for work in maker.works():
        path = tmp_path / work.file
        path.parent.mkdir(exist_ok=True)
        try:
            path.write_bytes(maker.make(work))
        except FileNotFoundError as error:
            skip_locally(str(error))
        assert path.read_bytes() == maker.make(work)
        assert path.stat().st_size < 200_000
        assert maker.difference(work, tmp_path) == ""


def test_check_sees_a_wrong_document(maker: ModuleType, tmp_path: Path) -> None:
    work = next(maker.works())
    path = tmp_path / work.file
    path.parent.mkdir()
    other = next(file for name, file in FILES.items() if name in PDFS and name != work.file)
    path.write_bytes(other.path.read_bytes())
    assert "instead of" in maker.difference(work, tmp_path)


def test_a_missing_font_names_its_package(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "FONTS", tmp_path)
    japanese = next(work for work in maker.works() if work.file.startswith("ja/"))
    with pytest.raises(FileNotFoundError, match="fonts-ipafont-gothic"):
        maker.make(japanese)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(units: Sequence[str], length: int) -> Iterable[str]:
    """All runs of so many units, but those of digits and signs alone."""
    for start in range(len(units) - length + 1):
        run = "\0".join(units[start : start + length])
        if re.search(r"[^\W\d_]", run):
            yield run


@pytest.fixture(scope="module")
def seeds() -> list[str]:
    paths = sorted(SEEDS.glob("*.txt"))
    if not paths:
        skip_locally(f"No articles in {SEEDS}: set ASSISTANT_SHARED to the folder that has seeds/")
    return [path.read_text(encoding="utf-8") for path in paths]


def copied(seed: str, text: str) -> list[str]:
    """The runs of an article that a text repeats, by words and, in Japanese, by characters."""
    cuts: list[tuple[Callable[[str], Sequence[str]], int]] = [(words, _WORDS_ALIKE)]
    if _JAPANESE.search(seed):
        cuts = [(lambda whole: re.sub(r"\s", "", whole), _CHARACTERS_ALIKE)]
    return [
        run.replace("\0", " ")
        for cut, length in cuts
        for run in set(runs(cut(seed), length)) & set(runs(cut(text), length))
    ]


def test_a_copy_would_be_seen(seeds: list[str]) -> None:
    assert len(seeds) == 4
    for seed in seeds:
        assert copied(seed, f"Before. {seed[200:600]} After.")


@pytest.mark.parametrize("name", FILES)
def test_no_passage_of_the_articles_is_copied(name: str, seeds: list[str]) -> None:
    for seed in seeds:
        assert copied(seed, document(name).text) == []


def test_the_catalogue_copies_no_passage(seeds: list[str]) -> None:
    text = (CORPUS / "sources.yaml").read_text(encoding="utf-8")
    assert [run for seed in seeds for run in copied(seed, text)] == []
