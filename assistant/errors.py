"""Every error this program raises on purpose; each message ends with its remedy.

    AssistantError
    ├── SetupError                 exit status 2: nothing was done
    │   ├── SettingsError          an ASSISTANT_ variable or an option has a wrong name or value
    │   ├── EmbedderError          the embedding model is not installed, not found, or broken
    │   ├── JudgeError             the reading model, its base or its data are missing or broken
    │   ├── ChatModelError         a chat model has a wrong name, or its package or file is missing
    │   ├── IndexMissingError      there is no index at that place
    │   ├── IndexForeignError      the folder holds something that is not an index
    │   ├── IndexMismatchError     built with another embedder, chunker or schema
    │   ├── IndexDamagedError      files differ from the manifest, and no older generation is whole
    │   ├── IndexLockedError       another process is writing
    │   ├── IndexWriteError        disk full, no permission
    │   ├── EvaluationSetError     an evaluation set or its sources cannot be read
    │   └── EvaluationRunError     a run cannot be written, gone on with, or read
    ├── SourceError                exit status 1: this file was left out, the others went in
    │   ├── SourceMissingError
    │   ├── SourceUnsupportedError no reader for this kind of file
    │   ├── SourceEmptyError       no text in it
    │   ├── SourceEncodingError    bytes that are no text in a known encoding
    │   ├── SourceTooLargeError    over a size, page or character limit
    │   ├── SourceDamagedError     the format's own reader gives up
    │   ├── SourceEncryptedError
    │   ├── SourceNoTextLayerError a PDF of scanned pages
    │   ├── SourceDuplicateError   its name is taken by another indexed file
    │   └── SourceMetadataError    sources.yaml or a YAML header cannot be read
    ├── OutputError                a file asked for cannot be written
    ├── DocumentUnknownError       the index holds no document of that name
    └── QuestionError              exit status 1: this item failed, the others were answered
        ├── QuestionEmptyError
        ├── QuestionTooLongError
        ├── QuestionFormatError    a line of standard input is not an item
        └── CostError              a calculation cannot be made
            ├── ChipUnknownError
            ├── FormulaUnknownError
            ├── InputUnknownError      no formula reads a variable of that name
            ├── InputError             a value that is no number
            │   ├── UnitMismatchError  a number of another kind of unit
            │   └── InputRangeError    negative, or larger than anything of its kind
            ├── CurrencyMixedError     amounts in several currencies and no rate
            ├── ExpressionError        an expression that is more than arithmetic
            └── ArithmeticRangeError   division by zero, a result out of range

Errors of libraries are translated where the library is called, with ``raise ... from``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class AssistantError(Exception):
    """Base of the tree.

    Args:
        problem: what is wrong, as a sentence without its full stop.
        remedy: what to do about it, as an imperative sentence without its full stop.
        case: which of the things that the class stands for, where it stands for several.
        details: what the sentences name, for those who say it in other words.
    """

    exit_status = 1

    def __init__(self, problem: str, remedy: str, case: str = "", **details: Any) -> None:
        self.problem = problem
        self.remedy = remedy
        self.case = case
        self.details = details
        super().__init__(f"{problem}. {remedy}.")

    @property
    def kind(self) -> str:
        """The name under which the error is reported in JSON, such as ``SourceEmpty``."""
        return type(self).__name__.removesuffix("Error")

    def __reduce__(self) -> tuple[Callable[..., AssistantError], tuple[str, str, str]]:
        return partial(type(self), **self.details), (self.problem, self.remedy, self.case)


class SetupError(AssistantError):
    """The command cannot start."""

    exit_status = 2


class SettingsError(SetupError):
    """A setting has an unknown name or an invalid value."""


class EmbedderError(SetupError):
    """The embedding model cannot be loaded or used."""


class JudgeError(SetupError):
    """The reading model, its base or what it is trained on cannot be read."""


class ChatModelError(SetupError):
    """A chat model cannot be set up; without one answers are quotes."""


class IndexMissingError(SetupError):
    """No index at the given folder."""


class IndexForeignError(SetupError):
    """The folder is in use by something that is not an index."""


class IndexMismatchError(SetupError):
    """The index was built with other settings than the ones in force."""


class IndexDamagedError(SetupError):
    """No generation of the index is whole."""


class IndexLockedError(SetupError):
    """Another process is writing this index."""


class IndexWriteError(SetupError):
    """The index folder cannot be written; what it held is unchanged."""


class EvaluationSetError(SetupError):
    """A set of questions, or its sources, cannot be read."""


class EvaluationRunError(SetupError):
    """An evaluation run cannot be written, gone on with or read."""


class SourceError(AssistantError):
    """One file could not become a document."""


class SourceMissingError(SourceError):
    """The path does not exist."""


class SourceUnsupportedError(SourceError):
    """No reader knows this kind of file."""


class SourceEmptyError(SourceError):
    """The file holds no text."""


class SourceEncodingError(SourceError):
    """The bytes are no text in a known encoding."""


class SourceTooLargeError(SourceError):
    """The file exceeds a limit."""


class SourceDamagedError(SourceError):
    """The file's own format is broken."""


class SourceEncryptedError(SourceError):
    """The file needs a password."""


class SourceNoTextLayerError(SourceError):
    """A PDF that holds only pictures of pages."""


class SourceDuplicateError(SourceError):
    """Two files would get the same document name."""


class SourceMetadataError(SourceError):
    """A YAML header or sources.yaml is not readable."""


class OutputError(AssistantError):
    """A file that was asked for cannot be written."""


class DocumentUnknownError(AssistantError):
    """The index holds no such document."""


class QuestionError(AssistantError):
    """One item could not be answered."""


class QuestionEmptyError(QuestionError):
    """No word or number in it."""


class QuestionTooLongError(QuestionError):
    """Longer than any question."""


class QuestionFormatError(QuestionError):
    """The item is not of the documented form."""


class CostError(QuestionError):
    """A calculation that was asked for cannot be made."""


class ChipUnknownError(CostError):
    """No facts about such a chip."""


class FormulaUnknownError(CostError):
    """The cost model has no formula of that name."""


class InputUnknownError(CostError):
    """No formula reads a variable of that name."""


class InputError(CostError):
    """A value given is no number."""


class UnitMismatchError(InputError):
    """A number given measures something else than its variable."""


class InputRangeError(InputError):
    """A number given is negative, or larger than anything of its kind."""


class CurrencyMixedError(CostError):
    """Amounts in several currencies, and no rate between them."""


class ExpressionError(CostError):
    """An expression holds more than arithmetic, or too much of it."""


class ArithmeticRangeError(CostError):
    """A division by zero, a number out of range, or ranges that cannot be added up."""
