"""Japanese words around digits that are no figures: labels, addresses, times of day, scores."""

from __future__ import annotations

import re

from assistant.quantities.exclusions import CODES, SHARED_EXCLUSIONS, sized_names
from assistant.quantities.patterns import either, words

NUMBER = r"[\d〇一二三四五六七八九十百千]"
_KANJI_NUMBER = r"[一二三四五六七八九十]{1,5}"
_LABELS = words(
    """
    図 表 式 問 頁 章 節 項 付録 ページ No\\.? ナンバー
    型番 番号は 番号[:：] 号機? Ver\\.? バージョン
    レベル フェーズ ステージ ステップ クラス グループ タイプ カテゴリー?
    ランク シーズン スコープ ケース
    ルート ゲート ウィンドウズ アポロ ボーイング エアバス はやぶさ
    (?<!化)炭素 ウラン セシウム ストロンチウム
    """
)
"""A number behind one of these numbers it."""
_ORDINALS = words(
    """
    番地 丁目 番線 番目 番ホーム 限目 合目 代目 年生 年目 回目 日目 週目 人目 つ目 位 等(?!分) 級 塁
    号(?:室|線|車|機|棟|店)? 条(?!件) 次元 次 階(?!建) 世(?!紀|帯)
    """
)
"""A number before one of these is an ordinal, in digits and in kanji."""
_DAY_PARTS = words("午前 午後 正午 深夜 早朝 朝 夜 夕方 翌朝 毎朝 未明 AM PM")
_UNITS = words(
    """
    億 万 千 百 兆 割 倍 % パー
    円 ドル 台 個 件 人 社 本 つ 枚 回 基 店 種 都市 か国 カ国
    年 か月 ヶ月 日間 時間 分(?!析) 秒 メートル キロ トン GB TB kW MW GW
    """
)
"""What follows a number that is counted and no part of a name."""
_NOT_AFTER_NUMBER = r"(?<![\d.,〇一二三四五六七八九十百千])"
_DAY = r"(?:[12]?\d|3[01]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_LASTING_DAYS = "間|本|米|中|韓|欧|連続|以内|ほど|程度|分|後|前|かけ|で"
_MINUTES = rf"(?:{NUMBER}+ ?分(?!の|間)|半)?"

_NUMBERED = either(
    r"(?<![\d.])[1一](?:株|人|件|台|個|社|世帯|回)(?:当|あ)たり",
    # Times of day, days and months without a year.
    rf"{_NOT_AFTER_NUMBER}{NUMBER}{{1,3}} ?時(?!間|速|代){_MINUTES}",
    rf"{_NOT_AFTER_NUMBER}{NUMBER}{{1,3}} ?月(?!間|額|次|給|収|謝)"
    rf"(?:{NUMBER}{{1,3}} ?日(?!間))?",
    rf"{_NOT_AFTER_NUMBER}{_DAY} ?日(?!{_LASTING_DAYS})",
    r"(?<!全)(?<!\d)\d{1,9}章",
    rf"(?<![\d.])\d{{1,9}} ?(?:{_ORDINALS}|番(?![組号手])|[節項巻話])",
    rf"(?<![一二三四五六七八九十百千万億]){_KANJI_NUMBER}(?:{_ORDINALS}|章|番手)",
    # Post codes, scores.
    r"\d{3}-\d{4}(?!\d|台|人|円|件|個|ドル)",
    r"(?<!\d)\d{1,2}対\d{1,2}|(?<!\d)\d{1,4} ?勝 ?\d{1,4} ?敗",
)
"""Those that begin with a number."""

EXCLUDED = re.compile(
    either(
        sized_names(rf"(?!(?:{CODES})\s)", "パラメ|トークン|ドル|円|ユーロ|人|US"),
        SHARED_EXCLUSIONS,
        rf"第 ?{NUMBER}+(?:[のー-]{NUMBER}+)?",
        rf"(?:{_LABELS}) ?[\dA-Z]*(?:-?\d+)+(?:\.\d+)*(?![\d,]|%|億|万|円|ドル|倍)",
        rf"(?:{_DAY_PARTS}) ?の? ?{NUMBER}+ ?時(?!間){_MINUTES}",
        rf"(?={NUMBER})(?:{_NUMBERED})",
        r"〒\d{3}-\d{4}",
        r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,5} ?\d{1,2}(?:\.\d{1,2})?"
        rf"(?![\d.,%A-Za-z]|{_UNITS})(?: ?\d{{1,3}}B)?",
    )
)
