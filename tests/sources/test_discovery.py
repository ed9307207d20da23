"""What is found below the paths that a user names, under which names, and what is left out."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from assistant.errors import (
    SourceDuplicateError,
    SourceMetadataError,
    SourceMissingError,
    SourceUnsupportedError,
)
from assistant.sources import Discovery, discover, read


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.")


def names(discovery: Discovery) -> list[str]:
    return [file.name for file in discovery.files]


def failures(discovery: Discovery) -> list[tuple[str, type[Exception]]]:
    return [(failure.name, type(failure.error)) for failure in discovery.failures]


def test_walks_in_sorted_order_and_skips_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, "en/b.md", "en/a.txt", "de/a.md", ".git/x.md", "en/.hidden.md", "z.md")
    found = discover([tmp_path])
    assert names(found) == ["de/a.md", "en/a.txt", "en/b.md", "z.md"]
    assert not found.failures


def test_a_file_given_directly_goes_by_its_file_name(tmp_path: Path) -> None:
    write(tmp_path, "en/a.md")
    assert names(discover([tmp_path / "en/a.md"])) == ["a.md"]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "en/a.md", "b.md")
    monkeypatch.chdir(tmp_path)
    assert names(discover([Path()])) == ["b.md", "en/a.md"]
    assert names(discover([Path("en/../b.md"), Path("en")])) == ["b.md", "a.md"]


def test_a_path_given_twice_is_one_file(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    found = discover([tmp_path, tmp_path / "a.md", tmp_path / "." / "a.md"])
    assert names(found) == ["a.md"]
    assert not found.failures


def test_the_later_of_two_files_of_one_name_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "one/a.md", "two/a.md")
    found = discover([tmp_path / "one", tmp_path / "two"])
    assert found.files[0].path == tmp_path / "one/a.md"
    assert failures(found) == [("a.md", SourceDuplicateError)]


def test_missing_and_unsupported(tmp_path: Path) -> None:
    write(tmp_path, "a.exe", "b", "c.MD")
    found = discover([tmp_path / "none.md", tmp_path])
    assert names(found) == ["c.MD"]
    assert failures(found) == [
        ("none.md", SourceMissingError),
        ("a.exe", SourceUnsupportedError),
        ("b", SourceUnsupportedError),
    ]


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.md", "root/a.md")
    root = tmp_path / "root"
    (root / "file.md").symlink_to(tmp_path / "outside/secret.md")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "inside.md").symlink_to("a.md")
    (root / "dangling.md").symlink_to("none.md")
    found = discover([root])
    assert names(found) == ["a.md"]
    assert failures(found) == [
        ("dangling.md", SourceMissingError),
        ("file.md", SourceUnsupportedError),
        ("folder", SourceUnsupportedError),
    ]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to("self.md")
    found = discover([tmp_path])
    assert names(found) == ["a.md"]
    assert failures(found) == [("self.md", SourceMissingError)]


def test_a_link_given_directly_is_what_the_user_wants(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.md")
    (tmp_path / "link").symlink_to("elsewhere")
    assert names(discover([tmp_path / "link"])) == ["a.md"]


def test_folders_may_be_nested_deeper_than_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        os.mkdir("d")
        os.chdir("d")
    Path("a.md").write_text("Deep.")
    os.chdir(tmp_path)
    found = discover([tmp_path])
    subprocess.run(["rm", "-r", "d"], check=True)  # pytest's own clean-up calls itself
    assert names(found) == ["d/" * 1100 + "a.md"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert failures(discover([tmp_path])) == [("pipe.md", SourceUnsupportedError)]


def test_a_name_in_no_encoding_is_shown_with_escapes(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.md")).write_text("Text.")
    assert failures(discover([tmp_path])) == [("\\udcff.md", SourceUnsupportedError)]


def test_the_nearest_sources_yaml_that_lists_a_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "en/a.md", "en/b.md", "c.md")
    (tmp_path / "sources.yaml").write_text(
        "sources:\n"
        "- {file: en/a.md, title: From above}\n"
        "- {file: en/b.md, title: B, published: 2024-05-31}\n"
    )
    (tmp_path / "en/sources.yaml").write_text("sources: [{file: a.md, title: From beside}]")
    found = {file.name: file.info for file in discover([tmp_path]).files}
    assert found["en/a.md"].title == "From beside"
    assert (found["en/b.md"].title, found["en/b.md"].published) == ("B", "2024-05-31")
    assert found["c.md"].title is None
    assert read(discover([tmp_path / "en/a.md"]).files[0]).title == "From beside"


def test_a_broken_sources_yaml_is_one_failure_and_keeps_no_file_out(tmp_path: Path) -> None:
    write(tmp_path, "en/a.md", "en/b.md")
    (tmp_path / "en/sources.yaml").write_text("sources: [{file: a.md, titel: A}]")
    found = discover([tmp_path])
    assert names(found) == ["en/a.md", "en/b.md"]
    assert failures(found) == [("en/sources.yaml", SourceMetadataError)]
    assert "'a.md' has the unknown key 'titel'" in str(found.failures[0].error)
