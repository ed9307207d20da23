"""From a language code to its rules."""

from __future__ import annotations

from assistant.language import de, en, ja
from assistant.language.rules import LanguageRules

_RULES = {rules.code: rules for rules in (en.RULES, de.RULES, ja.RULES)}


def rules_for(language: str) -> LanguageRules:
    """Returns the rules of a language; English ones serve where a language has none."""
    return _RULES.get(language, en.RULES)
