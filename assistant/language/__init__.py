"""What the program knows about languages: which one a text is in, its sentences, its terms."""

from assistant.language.detection import detect_language, known_language
from assistant.language.gazetteer import country
from assistant.language.glosses import Gloss, glosses
from assistant.language.names import mentions, names
from assistant.language.normalisation import fold, visible, whole_characters
from assistant.language.registry import rules_for
from assistant.language.rules import LanguageRules
from assistant.language.sentences import split_sentences
from assistant.language.terms import terms

__all__ = [
    "Gloss",
    "LanguageRules",
    "country",
    "detect_language",
    "fold",
    "glosses",
    "known_language",
    "mentions",
    "names",
    "rules_for",
    "split_sentences",
    "terms",
    "visible",
    "whole_characters",
]
