"""Japanese numerals: digits, kanji and the myriads 万 億 兆 京, mixed as people mix them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalException

from assistant.quantities.digits import Marks, decimal_of, fraction_at, raised, vulgar_starts
from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral

MARKS = Marks(",", ".", plain_space=False)
_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16, "萬": 10**4}
_KANJI = "".join((*_DIGITS, *_TENS, *_MYRIADS))
_PIECE = re.compile(
    r"(?P<literal>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3}){2,}(?:\.\d+)?(?!\d)|\d{1,3}(?:[\u00a0']\d{3})+(?:\.\d+)?(?!\d)|\d+,\d\d(?!\d)|\d+(?:\.\d+)?|\.\d+)"
    rf"|(?P<digits>[{''.join(_DIGITS)}]+)|(?P<tens>[{''.join(_TENS)}])|(?P<myriad>[{''.join(_MYRIADS)}])"
    r"|(?P<point>[点・](?=[\d〇零一二三四五六七八九]))",
    re.ASCII,
)
_GAP = re.compile(rf" {{0,2}}(?=[{''.join(_TENS)}{''.join(_MYRIADS)}])")
_AFTER_UNIT_GAP = re.compile(r" ?(?=[\d〇一二三四五六七八九十百千])", re.ASCII)
_START = re.compile(rf"(?<!\d)\d|[{_KANJI}]|\.\d|数(?=[十百千万億兆])|何(?=[十百千万億兆])|半ダース", re.ASCII)
_VAGUE = re.compile(r"(?:数|何)(?P<tens>[十百千]?)(?P<myriad>[万億兆]?)")
_MORE = re.compile(r"(?P<odd>余り?|あまり|数)(?P<myriad>[万億兆]?)")
_OVER = re.compile(r" ?分 ?の ?(?:マイナス|-)?")
_AND = re.compile(r" ?(?:と|は|又は?|また|および) ?")
_RAISED = re.compile(r"の(?P<sign>(?:マイナス|-)*)(?P<power>[\d一二三四五六七八九十]{1,3})乗", re.ASCII)
_TIMES_TEN = re.compile(r"[×x](?:10|十)の(?P<sign>(?:マイナス|-)*)(?P<power>[\d一二三四五六七八九十]{1,3})乗", re.ASCII)
_DOZEN = re.compile(r" ?ダース")
_AND_DOZEN = re.compile(r"と(?P<count>[\d〇一二三四五六七八九十]+)ダース")
_SUFFIX = re.compile(r"(?:(?P<k>[kK])|(?P<m> ?[M])|(?P<b>[B])|(?P<t>[T])|(?P<g>[G])|(?P<bn>bn))(?![A-Za-z0-9])")
_SUFFIXES = {"k": 3, "m": 6, "b": 9, "bn": 9, "g": 9, "t": 12}

_COUNTERS = (
    r"[人名台個箇件社本匹枚冊頭羽軒棟基隻両機着足対杯膳曲章巻版話問字語文行列種票点位目回度倍割分厘円元銭角秒時日月年歳才週次番号店校室館床票戸歩周段層面組束袋箱缶玉粒滴県市町村国州都府省坪畳勝敗打球戦勺合升斗]"
    r"|つ|か[月所国年条]|[ヶケカヵ][月所国年条]|パーセント|％|%|ポイント|世[紀帯代]|桁|代|ダース|キロ|メートル|トン|リットル|ドル|ユーロ|ポンド|センチ|ミリ|グラム|ワット|ガロン|マイル"
    r"|フィート|インチ|バレル|ヘクタール|エーカー|平方|立方|ビット|バイト|ギガ|メガ|テラ|ペタ|カ国|カ所|人民元|香港|台湾|米ドル|米|世帯|時間|分の|株|部|件|通|発|丁|泊|門|店舗|施設|事業|団体|都市|大学|企業|品目|品|種類|社員|議席|議|席|党"
)
_ENDS = r"$|[。、,.!?！？)）」』】\s:;：；・/|~〜]|は|が|を|に|で|と|の|も|や|か|へ|から|より|まで|です|だ|以|未満|超|強|弱|程度|前後|ほど|くらい|ぐらい|余|数|近く|又|また|分|乗|年|割|点|倍|ではな|番|たす|ひく|かける|わる|足す|引く"
_IDIOMS = re.compile(
    r"一か八か|半減期|一(?:方|部|般|緒|致|定|時[的期は、に]|体(?!目)|連の|層|見|気|旦|応|律|括|挙|貫|概|段と|帯|員|環|角|説|線|喜|向|例|変|新|斉|切|通り|流|面的|極|因|助|因|端|服|生|画|家|覧|瞬|点張|息|夜|存|国一|目|味|節|報|任|途|睡|昨|心|命|品目?料理|行目?が|手|本化|本槍|躍|同|言|戸建て|皮|番(?!目|号)|軒家|義|元|神教|等|級|種の|刻|朝一夕|進一退|石二鳥|期一会|文字|汁|丸|式|口|足飛び|歩ずつ|枚岩|翼|役|理|過性|人称|人ひとり|人一人|人暮らし|人っ子|人前|人旅|辺倒|対一|騎|泡|週間前|匹狼|点物|杯に|ヶ所に)"
    r"|(?:統|唯|均|単|同|万が?|第|随|画|専|純|逐|世界|日本|ナンバー|ピカ|紅|択|揃)一"
    r"|二(?:次元|元論|度と|重|酸化|枚目|人三脚|輪|階建て|の次|の足|転三転|束三文|者択一|世|流|毛作|日酔い|条城|番煎じ)|第[一二三四五六七八九十百]+(?:者|回|次|章|節|条|位|号|四半期|期|版|部|幕|話|弾|人者|線|一|二|三|の)|十(?:分(?!の|間|後|前|に[一二三四五])|字|八番|人十色|中八九|五夜|二支|進|両|代(?:目|将)|勝|和田|日町|条|津川)"
    r"|三(?:菱|井|重県|重大|日月|角|省堂|洋|次元|宅|国志|権|者|味|輪|陸|浦|鷹|振|脚|木|越|原|島|笠|段論法|日坊主|月場所|洋電機|河|男|女|助|塁|位一体|郎|面鏡|半規管|井住友|遊亭)|四(?:国|川|季|半期|条|谷|日市|方|万十|六時中|捨五入|角|重奏|球|輪|天王|肢|股|面楚歌|苦八苦)|五(?:輪|感|台山|反田|条|島|目並べ|月(?:雨|病|人形)|稜郭|分五分|箇山|線譜|臓|所川原|大陸|木)|六(?:本木|角|甲|法|曜|三制)|七(?:夕|福神|五三|転び八起き|転八倒|尾|味|草|宝|条)|八(?:百屋|百長|王子|方|幡|つ当たり|丈|戸|景島|重|尾|代|頭|起き|卦)|九(?:州|条|十九里|谷|官鳥|分九厘|死に一生|段下)"
    r"|千(?:葉|代田|鳥|歳(?!の)|里|住|秋楽|円札|変万化|羽|家|利休|載一遇|夏|春|尋|昌|島)|百(?:貨店|科|合|済|姓|人一首|舌|発百中|聞は|葉箱|度石|日咳|獣|薬|寿)|万(?:能|全|博|年筆|一|が一|引き|葉|国|歳|人(?:向け|受け)|事|病|感|有引力|物|華鏡|象|里の長城|世)|億劫|億万長者|京(?:都|王|急|阪|浜|成|葉|劇|大|橋|町|セラ)|東京|北京|南京|西京|上京|兆し|兆候|前兆|吉兆|零(?:細|落|戦|度|式)|西九条|四国|一つ(?:とし|である|です|だ|に|と|には|の[^数]|は|が|ひとつ|一つ|$|[。、])"
    r"|(?:の|もう|ただ|たった)一[つ人](?=[^\d]|$)|もう一度|一度(?=は|も|に|[^\d目])|一日中|一日も早|一年中|一生|一昨|もう一(?![万億兆千百十\d])|一から(?!十)|一歩(?!\d)|一国|一社員|一市民|一役|一丸|一室|一角|一線|一翼|一因|一環|一助|一員|一案|一大|一通り|(?<=[はがの])一様|一緒|[一二三四五六七八九]郎|[一二三四五六七八九]塁|(?<=[\u4e00-\u9fff])千穂|五十嵐|[一二三四五六七八九十百千]+(?:丁目|番地|条(?:通|大橋))|八十(?=日間世界)|二十日鼠|二十歳|二十四節気|三十三間堂|百八つの|八十八ヶ所"
)
_HIRAGANA = {
    "ぜろ": 0, "れい": 0, "いち": 1, "いっ": 1, "に": 2, "さん": 3, "よん": 4, "し": 4, "ご": 5, "ろく": 6, "ろっ": 6,
    "なな": 7, "しち": 7, "はち": 8, "はっ": 8, "きゅう": 9, "く": 9,
}  # fmt: skip
_HIRAGANA_UNITS = {"じゅう": 10, "じゅっ": 10, "ひゃく": 100, "びゃく": 100, "ぴゃく": 100, "せん": 1000, "ぜん": 1000}
_HIRAGANA_MYRIADS = {"まん": 10**4, "おく": 10**8, "ちょう": 10**12}
_SPOKEN_WORDS = sorted((*_HIRAGANA, *_HIRAGANA_UNITS, *_HIRAGANA_MYRIADS), key=len, reverse=True)
_SPOKEN = re.compile(
    rf"(?:^|(?<=[\s、。，,．:：]))(?!に(?![いさよごろなはきじひせ])|し(?!ち)|く)(?:{'|'.join(_SPOKEN_WORDS)})+(?=$|[\s、。，,．!?]|どる)"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A whole number as read so far."""

    end: int
    value: Decimal
    scale: Decimal
    literal: bool
    kanji: bool
    """Whether it is written without any digit."""


def numerals(text: str) -> list[Numeral]:
    """Returns the numerals of a flat Japanese text in order; they do not overlap."""
    blocked = [match.span() for match in _IDIOMS.finditer(text)]
    found: list[Numeral] = []
    end = 0
    for start in _starts(text):
        if start < end or any(low <= start < high for low, high in _near(blocked, start)):
            continue
        numeral = _numeral(text, start)
        if numeral is not None:
            found.append(numeral)
            end = numeral.end
    return found


def _near(blocked: list[tuple[int, int]], start: int) -> Iterator[tuple[int, int]]:
    """The blocked stretches around an offset."""
    import bisect

    place = bisect.bisect_right(blocked, (start, 1 << 60))
    yield from blocked[max(0, place - 2) : place]


def _starts(text: str) -> list[int]:
    spoken = {match.start() for match in _SPOKEN.finditer(text)}
    written = {match.start() for match in _START.finditer(text)}
    return sorted({*spoken, *written, *vulgar_starts(text)})


def _numeral(text: str, start: int) -> Numeral | None:
    try:
        if match := _SPOKEN.match(text, start):
            return Numeral(start, match.end(), _spoken(match.group()), literal=False)
        if match := _VAGUE.match(text, start):
            return _vague(start, match)
        if text.startswith("半ダース", start):
            return Numeral(start, start + 4, Decimal(6), literal=False)
        return _written(text, start)
    except DecimalException:
        return None


def _vague(start: int, match: re.Match[str]) -> Numeral:
    tens = Decimal(_TENS.get(match["tens"], 1))
    low = ARITHMETIC.multiply(tens, Decimal(_MYRIADS.get(match["myriad"], 1)))
    scale = Decimal(_MYRIADS.get(match["myriad"], 1))
    return Numeral(start, match.end(), None, low, low * 10, scale, literal=False, approximate=True)


def _written(text: str, start: int) -> Numeral | None:
    if fraction := _plain_fraction(text, start):
        return fraction
    first = _whole(text, start)
    if first is None or (first.kanji and not _stands_alone(text, start, first.end)):
        return None
    if part := _fraction(text, first):
        if first.value == 100 and abs(part.value) != Decimal("0.01"):
            return Numeral(start, part.end, part.value * 100, literal=False, hundredths=True)
        return Numeral(start, part.end, part.value, fraction=True, literal=False)
    numeral = Numeral(start, first.end, first.value, scale=first.scale, literal=first.literal)
    return _with_power(text, _with_more(text, _with_fraction(text, numeral, first)))


def _plain_fraction(text: str, start: int) -> Numeral | None:
    """3/5 and 1 3/5, also with 又 between; not 2024/05."""
    fraction = fraction_at(text, start)
    if fraction is None or re.match(r"/|年", text[fraction.end : fraction.end + 1]):
        return None
    if text[fraction.end - 4 : fraction.end] == "/100" and (fraction.value or ONE) != Decimal("0.01"):
        return replace(fraction, value=(fraction.value or ONE) * 100, literal=False, hundredths=True)
    return replace(fraction, literal=False)


def _fraction(text: str, lower: _Read) -> _Read | None:
    """16分の5: the denominator comes first."""
    over = _OVER.match(text, lower.end)
    upper = _whole(text, over.end()) if over else None
    if over is None or upper is None or lower.value == 0:
        return None
    value = ARITHMETIC.divide(upper.value, lower.value)
    return replace(upper, value=-value if over.group()[-1] in "-ス" else value)


def _with_fraction(text: str, numeral: Numeral, whole: _Read) -> Numeral:
    """2と4分の1, 百万又50万分の25, 1また4/3."""
    joined = _AND.match(text, whole.end)
    if joined is None:
        return numeral
    if plain := _plain_fraction(text, joined.end()):
        value, end = plain.value or ONE, plain.end
    else:
        lower = _whole(text, joined.end())
        part = _fraction(text, lower) if lower else None
        if part is None:
            return numeral
        value, end = part.value, part.end
    return replace(numeral, end=end, value=ARITHMETIC.add(whole.value, value), literal=False)


def _with_more(text: str, numeral: Numeral) -> Numeral:
    """10余万, 百二十数億, 3ダース, 300と2ダース, 15k."""
    value = numeral.value or ONE
    if (match := _MORE.match(text, numeral.end)) and not re.match(r"[字値式学列]", text[match.end() : match.end() + 1]):
        scale = Decimal(_MYRIADS.get(match["myriad"], 1))
        low = ARITHMETIC.multiply(value, scale)
        return replace(numeral, end=match.end(), value=None, low=low, approximate=True, literal=False)
    if match := _AND_DOZEN.match(text, numeral.end):
        count = _whole(text, match.start("count"))
        dozens = ARITHMETIC.multiply(count.value if count else ONE, Decimal(12))
        return replace(numeral, end=match.end(), value=ARITHMETIC.add(value, dozens), literal=False)
    if match := _DOZEN.match(text, numeral.end):
        return replace(numeral, end=match.end(), value=value * 12, literal=False)
    if numeral.literal and (match := _SUFFIX.match(text, numeral.end)):
        scale = Decimal(10) ** _SUFFIXES[match.lastgroup or "k"]
        value = ARITHMETIC.multiply(value, scale)
        return replace(numeral, end=match.end(), value=value, scale=scale, literal=False)
    return numeral


def _with_power(text: str, numeral: Numeral) -> Numeral:
    if numeral.value is None:
        return numeral
    if match := _TIMES_TEN.match(text, numeral.end):
        value = ARITHMETIC.scaleb(numeral.value, _exponent(match))
        return replace(numeral, end=match.end(), value=value, literal=False)
    if match := _RAISED.match(text, numeral.end):
        value = ARITHMETIC.power(numeral.value, _exponent(match))
        return replace(numeral, end=match.end(), value=value, literal=False)
    end, value = raised(text, numeral.end, numeral.value)
    return replace(numeral, end=end, value=value)


def _exponent(match: re.Match[str]) -> int:
    read = _whole(match["power"], 0)
    negative = match["sign"] in ("-", "マイナス")
    return int(read.value if read else 1) * (-1 if negative else 1)


def _whole(text: str, start: int) -> _Read | None:
    """Reads 3896万4965, 四千零五万, 5億1万4千6百, 一二三, 2千万点5544."""
    reader = _Reader(text, start)
    while reader.step():
        pass
    return reader.read()


@dataclass(slots=True)
class _Reader:
    text: str
    start: int
    end: int = 0
    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    """Below ten thousand: what 千 百 十 have added up to."""
    digit: Decimal | None = None
    myriad: Decimal | None = None
    tens: int = 10_000
    scale: Decimal = ONE
    literal: bool = False
    kanji: bool = True
    decimal: bool = False
    pieces: int = 0

    def step(self) -> bool:
        """Takes one more piece; returns whether there was one that fits."""
        position = self._position()
        match = _PIECE.match(self.text, position)
        if match is None:
            return False
        name = match.lastgroup or ""
        taken = {
            "literal": self._literal,
            "digits": self._digits,
            "tens": self._tens,
            "myriad": self._myriad,
            "point": self._point,
        }[name](match)
        if taken:
            self.pieces += 1
            self.end = max(self.end, match.end())
            self.kanji = self.kanji and name != "literal"
        return taken

    def _position(self) -> int:
        if not self.pieces:
            return self.start
        gap = _GAP.match(self.text, self.end)
        if gap is None and self.digit is None:
            gap = _AFTER_UNIT_GAP.match(self.text, self.end)
        return gap.end() if gap else self.end

    def _literal(self, match: re.Match[str]) -> bool:
        value = decimal_of(match.group(), MARKS)
        if value is None or self.digit is not None or self.decimal:
            return False
        if self.pieces and value >= min(self.tens, self.myriad or Decimal(10_000)):
            return False
        if sum(map(str.isdigit, match.group())) > 40:
            return False
        self.digit, self.scale = value, ONE
        self.literal = self.pieces == 0
        self.decimal = "." in match.group()
        return True

    def _digits(self, match: re.Match[str]) -> bool:
        if self.digit is not None or len(match.group()) > 40:
            return False
        value = Decimal("".join(str(_DIGITS[kanji]) for kanji in match.group()))
        if self.pieces and value >= self.tens and not match.group().startswith(("零", "〇")):
            return False
        self.digit, self.scale = value, ONE
        return True

    def _tens(self, match: re.Match[str]) -> bool:
        unit = _TENS[match.group()]
        # 2千万, 105千万: beside a myriad a thousand may follow any number.
        if unit >= self.tens or (self.decimal and self.digit is None):
            return False
        self.section += ARITHMETIC.multiply(self.digit or ONE, Decimal(unit))
        self.digit, self.tens, self.scale = None, unit, Decimal(unit)
        self.literal = self.decimal = False
        return True

    def _myriad(self, match: re.Match[str]) -> bool:
        unit = Decimal(_MYRIADS[match.group()])
        part = self.section + (self.digit or Decimal(0))
        if self.digit is None and not self.section:
            if self.scale == ONE or self.pieces == 0 or self.myriad is None:
                return False
            self.total = ARITHMETIC.multiply(self.total, unit)  # 1万億
            self.scale = ARITHMETIC.multiply(self.scale, unit)
            self.myriad = unit
            return True
        if self.myriad is not None and unit >= self.myriad:
            if not self.kanji or unit == self.myriad:
                return False
            part, self.total = self.total + part, Decimal(0)  # 一万五千億
        self.total += ARITHMETIC.multiply(part, unit)
        self.section, self.digit, self.myriad, self.tens = Decimal(0), None, unit, 10_000
        self.scale = unit
        self.literal = self.decimal = False
        return True

    def _point(self, match: re.Match[str]) -> bool:
        """二点五, 〇・二三四, 400億点050."""
        if self.decimal or (match.group() == "・" and not (self.kanji or self.literal)):
            return False
        digits = re.compile(rf"[\d{''.join(_DIGITS)}]+", re.ASCII).match(self.text, match.end())
        if digits is None or self.pieces == 0 or len(digits.group()) > 30:
            return False
        written = "".join(str(_DIGITS.get(digit, digit)) for digit in digits.group())
        self.digit = (self.digit or Decimal(0)) + Decimal(f"0.{written}")
        self.end, self.decimal = digits.end(), True
        return True

    def read(self) -> _Read | None:
        """Returns the number, or nothing where no piece was one."""
        if not self.pieces or self.end <= self.start:
            return None
        value = self.total + self.section + (self.digit or Decimal(0))
        lone = self.pieces == 1 and not self.literal and self.text[self.start] in _MYRIADS
        return None if lone else _Read(self.end, value, self.scale, self.literal, self.kanji)


_ALONE_AFTER = re.compile(rf" ?(?:{_COUNTERS}|{_ENDS})")
_WORDLIKE = re.compile(r"[\u4e00-\u9fff々]")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether kanji digits are a number here and no part of a word: 三菱, 統一, 百人."""
    written = text[start:end]
    before, after = text[max(0, start - 1) : start], text[end : end + 12]
    strong = len(written) > 2 or any(m in written[1:] for m in _MYRIADS)
    if strong:
        return True
    follows = _ALONE_AFTER.match(after) is not None
    if _WORDLIKE.match(before) and not re.match(r"[約計全第等各同年月日時分秒約総毎最平均上下的比率超歳毎週前後]", before):
        return follows and not re.match(r"$|[。、はがをにでとのもや]", after) and len(after) > 0
    return follows


def _spoken(word: str) -> Decimal:
    total, section, digits = Decimal(0), Decimal(0), ""
    position = 0
    while position < len(word):
        piece = next(w for w in _SPOKEN_WORDS if word.startswith(w, position))
        position += len(piece)
        if piece in _HIRAGANA:
            digits += str(_HIRAGANA[piece])
        elif piece in _HIRAGANA_UNITS:
            section += Decimal(digits or 1) * _HIRAGANA_UNITS[piece]
            digits = ""
        else:
            total += (section + Decimal(digits or 0) or ONE) * _HIRAGANA_MYRIADS[piece]
            section, digits = Decimal(0), ""
    return total + section + Decimal(digits or 0)


def whole_number(written: str) -> Decimal | None:
    """Returns the value of a text that is a Japanese number from beginning to end."""
    read = _whole(written, 0)
    return read.value if read and read.end == len(written) else None
