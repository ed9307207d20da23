"""Currencies: codes, names and signs from CLDR, and the short forms that people write."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.quantities.units import Unit, UnitNames, _folded

_CENT = Decimal("0.01")
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "U.S$": "USD", "us$": "USD", "u.s$": "USD", "USD$": "USD", "usd$": "USD", "A$": "AUD", "AU$": "AUD", "aud$": "AUD",
    "AUD$": "AUD", "C$": "CAD", "c$": "CAD", "CA$": "CAD", "cad$": "CAD", "CAD$": "CAD", "HK$": "HKD", "hk$": "HKD", "NZ$": "NZD",
    "nzd$": "NZD", "NZD$": "NZD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "Mex$": "MXN", "MX$": "MXN",
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₾": "GEL", "₭": "LAK", "₫": "VND", "₪": "ILS", "₦": "NGN", "₱": "PHP", "฿": "THB", "₿": "XBT",
    "₡": "CRC", "₸": "KZT", "₮": "MNT", "₲": "PYG", "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "Fr.": "CHF", "SFr.": "CHF", "kr.": "DKK", "Rs.": "INR", "Rs": "INR",
}  # fmt: skip
_ASSUMED_SIGNS = {"$": "USD", "¥": "JPY"}
_SHORT = {
    "en": {
        "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "us dollar": "USD",
        "us dollars": "USD", "u.s. dollars": "USD", "u.s. dollar": "USD", "pounds sterling": "GBP", "swiss francs": "CHF",
        "swiss franc": "CHF", "chinese yuan": "CNY", "finnish markka": "FIM", "turkish lira": "TRY", "bitcoin": "XBT", "bitcoins": "XBT", "hong kong dollars": "HKD",
        "hong kong dollar": "HKD", "american dollars": "USD", "british pounds": "GBP", "british pound": "GBP", "won": "KRW", "baht": "THB", "zloty": "PLN", "japanese yen": "JPY",
        "quid": "GBP", "pound": "GBP", "pounds": "GBP",
    },
    "de": {
        "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY", "us dollar": "USD", "us dollars": "USD", "schweizer franken": "CHF",
        "franken": "CHF", "sfr": "CHF", "britische pfund": "GBP", "britischen pfund": "GBP", "pfund sterling": "GBP", "finnische mark": "FIM",
        "finnischen mark": "FIM", "deutsche mark": "DEM", "d mark": "DEM", "dm": "DEM", "kanadische dollar": "CAD", "kanadischen dollar": "CAD",
        "australische dollar": "AUD", "australischen dollar": "AUD", "hongkong dollar": "HKD", "amerikanische dollar": "USD",
        "amerikanischen dollar": "USD", "renminbi": "CNY", "bitcoin": "XBT", "türkische lira": "TRY", "türkischen lira": "TRY", "zloty": "PLN", "złoty": "PLN",
        "rubel": "RUB", "won": "KRW", "neuseeland dollar": "NZD", "singapur dollar": "SGD", "us dollars": "USD", "tschechische kronen": "CZK", "schwedische kronen": "SEK", "schwedischen kronen": "SEK", "norwegische kronen": "NOK", "norwegischen kronen": "NOK", "dänische kronen": "DKK", "dänischen kronen": "DKK", "südafrikanische rand": "ZAR",
    },
    "ja": {
        "円": "JPY", "日本円": "JPY", "米ドル": "USD", "アメリカドル": "USD", "USドル": "USD", "ユーロ": "EUR", "人民元": "CNY", "中国元": "CNY", "香港ドル": "HKD",
        "台湾ドル": "TWD", "ニュー台湾ドル": "TWD", "新台湾ドル": "TWD", "豪ドル": "AUD", "オーストラリアドル": "AUD", "カナダドル": "CAD", "シンガポールドル": "SGD", "ニュージーランドドル": "NZD", "NZドル": "NZD",
        "英ポンド": "GBP", "イギリスポンド": "GBP", "スターリング・ポンド": "GBP", "スイスフラン": "CHF", "スイス・フラン": "CHF", "ウォン": "KRW", "韓国ウォン": "KRW", "ルピー": "INR", "インドルピー": "INR",
        "ルーブル": "RUB", "バーツ": "THB", "ペソ": "MXN", "ビットコイン": "XBT", "トルコリラ": "TRY", "ナイラ": "NGN", "バルボア": "PAB", "ズウォティ": "PLN", "フォリント": "HUF", "ドン": "VND", "ルピア": "IDR", "リンギット": "MYR", "レアル": "BRL", "ランド": "ZAR",
    },
}  # fmt: skip
_ASSUMED = {
    "en": {
        "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "franc": "CHF", "francs": "CHF",
        "rupee": "INR", "rupees": "INR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "peso": "MXN", "pesos": "MXN",
        "lira": "TRY", "naira": "NGN", "rand": "ZAR", "real": "BRL", "reais": "BRL", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK",
        "dirham": "AED", "dirhams": "AED", "marks": "DEM", "deutsche marks": "DEM", "kronas": "SEK", "元": "CNY", "円": "JPY",
    },
    "de": {
        "dollar": "USD", "dollars": "USD", "pfund": "GBP", "rupien": "INR", "kronen": "SEK", "peso": "MXN", "pesos": "MXN", "lira": "TRY",
        "mark": "DEM", "franc": "CHF", "francs": "CHF", "元": "CNY", "円": "JPY", "riel": "KHR", "dirham": "AED",
    },
    "ja": {"ドル": "USD", "ポンド": "GBP", "フラン": "CHF", "元": "CNY", "ドル札": "USD", "どる": "USD", "マルク": "DEM", "リラ": "TRY", "クローナ": "SEK"},
}  # fmt: skip
_MINOR = {
    "en": {"cent": "USD", "cents": "USD", "pence": "GBP", "penny": "GBP", "p": "GBP", "¢": "USD", "euro cents": "EUR", "us cents": "USD", "eurocents": "EUR"},
    "de": {"cent": "EUR", "cents": "EUR", "eurocent": "EUR", "euro cent": "EUR", "rappen": "CHF", "pence": "GBP", "us cent": "USD", "ct": "EUR", "dollarcent": "USD"},
    "ja": {"セント": "USD", "銭": "JPY", "ペンス": "GBP", "ユーロセント": "EUR", "角": "CNY"},
}  # fmt: skip
_TENTH = {"角": Decimal("0.1")}
_LOWER_CASE_CODES = "usd eur gbp jpy chf cny hkd rmb cad aud sek nok dkk inr"
_WORDS_TOO = {"ALL", "TOP", "TRY", "MOP", "ERN", "STD", "BAM", "CUP", "PEN", "GEL", "LAK", "SOS"}
"""Codes that are English words in capitals; they count only beside a digit."""


@cache
def codes() -> tuple[str, ...]:
    """Returns the ISO 4217 codes that CLDR names in English, and XBT."""
    from babel import Locale

    known = [code for code in Locale("en").currencies if re.fullmatch(r"[A-WYZ][A-Z]{2}|X[AOP]F|XCD|XDR", code)]
    return tuple(sorted({*known, "XBT"}))


@cache
def currency_names(language: str) -> UnitNames:
    """Returns what may stand after a number for a currency."""
    names = _cldr_names(language)
    names |= {name: _unit(code) for name, code in _SHORT[language].items()}
    names |= {name: _unit(code, assumed=True) for name, code in _ASSUMED[language].items()}
    for name, code in _MINOR[language].items():
        spelled = name not in ("cent", "cents", "¢", "セント", "ct")
        names[name] = Unit(code, "money", _TENTH.get(name, _CENT), not spelled, minor=True)
    names |= {code: _unit(code.upper()) for code in _LOWER_CASE_CODES.split() if code != "rmb"}
    symbols = {code: _unit(code) for code in codes()} | {sign: _unit(c) for sign, c in _SIGNS.items()}
    symbols |= {sign: _unit(code, assumed=True) for sign, code in _ASSUMED_SIGNS.items()}
    symbols |= {"RMB": _unit("CNY"), "rmb": _unit("CNY")}
    symbols |= _millions()
    for name, unit in list(names.items()):
        if language == "ja":
            symbols[name] = unit
    return UnitNames(symbols, names, max(map(len, (*symbols, *names))))


def _millions() -> dict[str, Unit]:
    """MUSD, MEUR, TEUR as banks write them."""
    made: dict[str, Unit] = {}
    for code in ("USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK"):
        made |= {f"M{code}": Unit(code, "money", Decimal(10**6))}
        made |= {f"m{code}": Unit(code, "money", Decimal(10**6))}
        made |= {f"T{code}": Unit(code, "money", Decimal(1000))}
    return made | {"T€": Unit("EUR", "money", Decimal(1000)), "M€": Unit("EUR", "money", Decimal(10**6))}


def _cldr_names(language: str) -> dict[str, Unit]:
    from babel import Locale
    from babel.numbers import get_currency_name

    locale = Locale(language)
    names: dict[str, Unit] = {}
    for code in _current_first():
        if code not in locale.currencies:
            continue
        for count in (1, 2):
            name = get_currency_name(code, count, locale)
            plain = re.sub(r"\s*[(（].*", "", name)
            names.setdefault(plain if language == "ja" else _folded(plain), _unit(code))
            if language == "ja":
                names.setdefault(re.sub(r"[ ・]", "・", plain), _unit(code))
                names.setdefault(re.sub(r"[ ・]", "", plain), _unit(code))
    return names


def _current_first() -> list[str]:
    """Names that an old and a new currency share mean the new one: Zloty is PLN, not PLZ."""
    from babel.core import get_global

    uses = get_global("territory_currencies").values()
    current = {code for used in uses for code, _, end, tender in used if end is None and tender}
    return sorted(codes(), key=lambda code: code not in current)


def _unit(code: str, *, assumed: bool = False) -> Unit:
    return Unit(code, "money", assumed=assumed)


@cache
def prefix_pattern() -> re.Pattern[str]:
    """Matches a currency that stands before a number; ends where the number begins."""
    signs = sorted((*_SIGNS, *_ASSUMED_SIGNS), key=len, reverse=True)
    written = "|".join(re.escape(sign).replace(r"\$", r"\s?\$") for sign in signs)
    iso = "|".join(code for code in codes() if code not in _WORDS_TOO)
    lower = _LOWER_CASE_CODES.replace(" ", "|")
    return re.compile(
        rf"(?:(?<![A-Za-z])(?P<sign>{written})|(?<![A-Za-z])(?P<code>{iso}|RMB|{lower})(?:\s?\$)?"
        r"|(?<![A-Za-z])(?<!one )(?<!US )(?P<word>dollar))[ \u00a0]?$"
    )


def before(text: str, end: int) -> tuple[Unit, int] | None:
    """Returns the currency right before an offset and where it begins."""
    window = text[max(0, end - 8) : end]
    match = prefix_pattern().search(window)
    if match is None:
        return None
    start = end - (len(window) - match.start())
    if text[end - 1 : end].isspace() and re.search(r"\d\s?$", text[max(0, start - 2) : start]):
        return None  # 10 $ 30 $: it belongs to the number before
    if match.group("word"):
        return _unit("USD", assumed=True), start
    written = (match.group("sign") or match.group("code")).replace(" ", "").replace("\u00a0", "")
    if written in _ASSUMED_SIGNS:
        return _unit(_ASSUMED_SIGNS[written], assumed=True), start
    code = _SIGNS.get(written) or written.upper().rstrip("$").replace("RMB", "CNY")
    return _unit(code), start
