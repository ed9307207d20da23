"""Japanese."""

from __future__ import annotations

import re

from assistant.quantities.japanese_amounts import japanese_amount
from assistant.quantities.japanese_exclusions import EXCLUDED, NUMBER
from assistant.quantities.japanese_numerals import numerals
from assistant.quantities.patterns import NEVER, QUARTERS, compiled, longest_first, words
from assistant.quantities.rules import (
    BoundRules,
    ChangeRules,
    FactorForm,
    Modifiers,
    NumberRules,
    RangeRules,
    TableRules,
    UnitRules,
    YearRules,
)

_COUNTER = (
    r"(?:[人名台個箇件社本匹枚冊頭羽軒棟基隻機着足対杯話問語文行票点位目回度便戸歩世段店校室館床]"
    r"|[ヶケカヵか][国所]|世帯|以上の国|番目|人分|人月)?"
)
"""What a number counts, where words that bound it stand behind."""
_BEFORE = Modifiers.of(
    {
        "least": words(
            """
            少なくとも 最低でも 最低 最小[ではが]? 少なくても? ≥ >_?= (?:大なり|大きい)イコール
            """
        ),
        "above": ">",
        "most": words(
            """
            最大[でがは]? 最高で? 最長で? 上限 せいぜい 多くても?
            多くとも 高くても 長くても 遅くとも
            ≤ <_?= (?:小なり|小さい)イコール
            """
        ),
        "below": "<",
        "about": words(
            """
            約 計約 平均約 およそ約 およそ おおよそ 凡そ ほぼ ほとんど
            概ね おおむね 大体 だいたい ざっと
            推定 推計 目安は? 恐らく おそらく ~ ≈
            """
        ),
    },
    r"(?:{})\s?、?$",
)
_OR = "、?(?:もしくは|あるいは|または|か)"
_REACHES = "|".join(
    words(verbs)
    for verbs in (
        "増 伸 拡 膨 急 高 上 のぼ 跳ね 積 値上 達し 届 到達 迫 回復",
        "下 落 低 縮 減 削 引き下 抑 圧縮 絞",
    )
)
"""What makes まで say where something arrives, and not how far it goes at most."""
_AFTER = Modifiers.of(
    {
        "least": rf"以上|{_OR}(?:それ)?以上|、また多く|より大なり又?イコール|\+(?![\d\w])"
        r"|よりも?(?:小さ|少な|[低安短])くな[いく]",
        "above": words(
            r"""
            を?超え[るたて]? を上回[りるっ]て? よりも?(?:大き|[多高長])(?:い|く(?!な[いく]))て?
            超(?!音|伝|電) 強(?![いくさ化調制力烈固弱])
            を突破 オーバー
            """
        ),
        "below": words(
            r"""
            未満 を?下回[りるっ]て?
            を?割り込(?:む|み|んだ) よりも?(?:小さ|少な|[低安短])(?:い|く(?!な[いく]))て?
            弱(?![いくさ点者音体火肉気]) 足らず まで(?:も|は)ない に満たない
            """
        ),
        "most": rf"まで(?!に|も|{_REACHES}|の(?:間|道))"
        rf"|以下|以内|[がを]上限|を限度|{_OR}それ以下"
        r"|よりも?(?:大き|[多高長])くな[いく]",
        "about": words(
            r"""
            程度 前後 くらい ぐらい ほど(?!な) 近く(?!の[駅町]) 内外 見当 あまり 余り 余(?![り分])
            の?オーダー(?=[のでにとだ、。]|$)
            台(?=[にをでのだと前後、。]|$)(?<=[%円ルンghWt]台) ばかり(?=の) そこそこ そこら 弱強
            """
        ),
    },
    rf"{_COUNTER}\s?(?:{{}})",
)

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_YEAR = (
    r"(?:(?P<year>[12]\d{3}|[一二][〇零一二三四五六七八九]{3}"
    rf"|二千[〇零一二三四五六七八九十百]{{1,4}}|千九百{NUMBER}{{1,4}})"
    rf"|(?P<era>{longest_first(_ERAS)}) ?"
    r"(?P<of_era>元|\d{1,2}(?! ?年代)|[一二三四五六七八九十]{1,3})) ?年"
)
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) ?月"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?日"
_DATES = (
    re.compile(rf"(?P<era>{longest_first(_ERAS)}) ?(?P<decade>\d0) ?年代"),
    re.compile(rf"{_YEAR} ?{_MONTH} ?{_DAY}"),
    re.compile(rf"{_YEAR} ?{_MONTH}(?!間)"),
    re.compile(r"(?<![\d.,])(?P<decade>(?:1\d|20)\d0|(?<![和成正治])[5-9]0) ?年代"),
    re.compile(
        r"(?P<year>\d\d)年(?<![\d.,成和治正第]...)(?:度|(?=\d{1,2}[~-])|(?P<month>1?\d)月期)"
    ),
    re.compile(r"(?P<year>(?:20)?\d\d)/(?P<month>1?\d)期"),
    QUARTERS,
    re.compile(r"(?<![\d.,])(?P<year>(?:19|20)\d\d) ?[~〜～–-] ?(?P<short>\d\d) ?年(?!間|代)度?"),
    re.compile(r"(?P<year>20\d\d)(?<![\d.,]....)(?=[ -]?[QH][1-4](?!\d))"),
    re.compile(r"[FC]Y(?<![A-Za-z]..) ?'?(?P<year>(?:19|20)?\d\d)(?:[/–-](?P<short>\d\d))?(?!\d)"),
    re.compile(
        r"(?<![\d.,])(?P<year>\d{4})[-/](?P<month>0?[1-9]|1[0-2])[-/](?P<day>[0-3]?\d)(?!\d)"
    ),
    re.compile(
        rf"(?<![\d.,]){_YEAR}(?!間|ぶり|以上|分|前(?!半)|余)"
        r"(?:度|末|初頭|初め|後半|前半|半ば|頃|ごろ"
        r"|の(?:終わり|暮れ|末|初め|始め|はじめ|前半|後半|半ば)(?=から|にかけて|まで))?"
    ),
)
_FACTOR_WORDS = (
    FactorForm.fixed(re.compile(r"[3三]倍増"), "3"),
    FactorForm.fixed(
        re.compile(
            r"(?<![\d一二三四五六七八九十百千万億.])倍増"
            r"|(?<![\d一二三四五六七八九十百千万億.数何 ])"
            r"倍(?=に(?:な|増|伸|膨|拡|上|跳)|の|以上|近)"
            r"|ダブルスコア"
        ),
        "2",
    ),
    FactorForm.fixed(re.compile(r"半減(?!期)|半分(?!の[一1])|半数"), "0.5"),
    FactorForm.fixed(re.compile(r"半額"), "50", percent=True),
)
_CHANGES = words(
    """
    増 減 上昇 上が 上げ 下が 下げ 低下 低減 引き 引下 伸 拡 縮
    な[っりる] 変 改善 改定 改め 悪化 修正
    急 跳ね 落ち 落と 膨 圧縮 削 抑 回復 成長 向上 短縮 延 高ま 強化 値上 値下 移行 倍増 転
    """
)
_HOW = words("大幅に 急激に 一気に 段階的に 徐々に 急に さらに 約")
_CHANGED = re.compile(
    rf"{_COUNTER}(?:程度|前後|ほど|近く|超)?(?:まで)?"
    rf"(?:[にへ]と?(?:[、,]?(?:{_HOW}))?(?:{_CHANGES})|へと?(?=[、。と\s]|$)|へと)"
    rf"|{_COUNTER}まで(?:{_CHANGES})"
)
_SIGN = r"(?<![A-Za-z0-9)\]%°$€£¥.,千万億兆円ル台-])"

_TABLE_SCALES = {
    **{"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "億": 8, "十億": 9, "百億": 10},
    **{"千億": 11, "兆": 12},
}
_TABLE_SCALE = rf"(?P<scale>{longest_first(_TABLE_SCALES)})"

RULES = NumberRules(
    code="ja",
    numerals=numerals,
    negative=re.compile(
        rf"(?:{_SIGN}(?<!\d )-|(?<!プラス)マイナス ?|(?P<loss>[▲△] ?)"
        rf"|(?P<plus>{_SIGN}\+|プラス ?))$"
    ),
    bounds=BoundRules(
        before=_BEFORE,
        after=_AFTER,
        both=re.compile(r" ?[、,]?(?:かつ|そして|で|また|(?:ある)?が)?、? ?"),
        closing=re.compile("の間"),
    ),
    ranges=RangeRules(
        between=re.compile(
            rf"(?P<counter>{_COUNTER}) ?"
            r"(?:から|(?P<dash>[-–~])|ないし|乃至|、?より|(?P<needs_closing>と))"
            r"(?:約|およそ|最大)? ?"
            r"|(?P<neighbours>[、,])"
        ),
        # The words の範囲 show a range without belonging to it.
        closing=re.compile(rf"(?P<between>の間|の中|(?=の範囲))|{_COUNTER}(?P<end>まで|にかけて)"),
        counted=re.compile(r"[一-龥ァ-ヶか]"),
        change_before=NEVER,
        change_after=_CHANGED,
        listing=re.compile(
            r" ?(?:と|や|または|あるいは|及び|および|もしくは|(?P<comma>[、・]))(?:約|およそ)? ?"
        ),
    ),
    changes=ChangeRules(
        between=re.compile(" ?から(?:約|およそ)? ?"),
        after=_CHANGED,
        falling=re.compile("減|下が|下げ|低下|下落|引き下|縮|落ち|落と|削|値下"),
    ),
    years=YearRules(
        before=re.compile("(?:西暦|Q[1-4] ?)$"),
        counted=re.compile(""),
        after=re.compile(" ?年(?!間)"),
        bare=False,
    ),
    units=UnitRules(
        gap=re.compile(r"-(?=[A-Za-zァ-ヶ])|・|[ \u00a0]{0,2}"),
        percent=compiled(
            r"[- \u00a0]{0,2}(?:(?P<points>パ ?ーセ ?ント・?ポイント|%ポイント|ポイント"
            r"|%?pt(?![A-Za-z文フ]))"
            r"|(?P<basis>ベーシス・?ポイント|bps?(?![A-Za-z]))|(?P<mille>‰|パーミル)"
            r"|パ ?ーセ ?ント|プロセント|ﾊﾟｰｾﾝﾄ|%)"
        ),
        factors=re.compile(r" ?倍(?![率数速増音加])|[x×](?![\w\d])"),
        per=re.compile(r"\s?/\s?"),
        carbon=compiled(
            r"[の・ ]?(?:CO2|二酸化炭素)(?:[- ]?e(?:q|quivalents?)?\b|換算)?(?![A-Za-z])"
        ),
        join=re.compile("[ 、]?と?"),
        cents=re.compile(" ?と?"),
        cents_end=re.compile(r"\s*(?:$|[.,;:!?)。、]|です|だ)"),
        per_one=re.compile(" ?(?:(?:当たり|あたり|につき)[での、]? ?)?(?P<about>約|およそ)?"),
        weighing=re.compile(words("重 軽 増量 減量 赤ちゃん 荷物 小麦 砂糖 肉 牛 マグロ 体が kg")),
        own=japanese_amount,
    ),
    tables=TableRules(
        opening=re.compile(r"^(?:(?:金額の?)?単位|金額|数値)(?: ?[:は] ?| )"),
        scales=_TABLE_SCALES,
        scale_first=re.compile(rf"{_TABLE_SCALE}(?P<unit>.+)?"),
        scale_last=NEVER,
        caption=re.compile(r"(?:\(|(?=単位 ?[:は]))(?P<measure>[^()。]{1,40})[)。]?[ :]*$"),
        unscaled=re.compile(
            "当たり|あたり|1株|率$|比$|%|数$|人員$|従業員$|^(?:頁|ページ|注|注記|年)$|指数"
        ),
        before_unit="",
    ),
    factor_words=_FACTOR_WORDS,
    dates=_DATES,
    excluded=EXCLUDED,
    eras=_ERAS,
    spaced=False,
)
