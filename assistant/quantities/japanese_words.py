"""Which kanji digits are numbers and which are parts of words: 一方, 三菱, 千葉."""

from __future__ import annotations

import re

from assistant.quantities.kanji import MYRIADS
from assistant.quantities.patterns import either, words

_WORDS = {
    "一": r"""
        か八か 方 部 般 緒 致 定 時[的期は、に] 体(?!目) 連の 層 見 気 旦 応
        律 括 挙 貫 概 段と 帯 員
        環 角 説 線 喜 向 例 変 新 斉 切 通り 流 面的 極 因 助 端 服
        生 画 家 覧 瞬 点張 息 夜 存 国一
        目 味 節 報 任 途 睡 昨 心 命 品目?料理 行目?が 手 本化 本槍 躍 同 言 戸建て 皮 番(?!目|号)
        軒家 義 元 神教 等 級 種の 刻 朝一夕 進一退 石二鳥 期一会 文字
        汁 丸 式 口 足飛び 歩ずつ 枚岩
        翼 役 理 過性 人称 人ひとり 人一人 人暮らし 人っ子 人前 人旅 辺倒
        対一 騎 泡 週間前 匹狼 点物
        杯に ヶ所に 様
        日中 日も早 年中 から(?!十) 歩(?!\d) 国 社員 市民 室 案 大
    """,
    "[統唯均単同第随画専純逐紅択揃]|万が?|世界|日本|ナンバー|ピカ": "一",
    "二": r"""
        次元 元論 度と 重 酸化 枚目 人三脚 輪 階建て の次 の足 転三転 束三文 者択一 世 流 毛作
        日酔い 条城 番煎じ 十日鼠 十歳 十四節気
    """,
    "第[一二三四五六七八九十百]{1,8}": r"""
        者 回 次 章 節 条 位 号 四半期 期 版 部 幕 話 弾 人者 線 一 二 三 の
    """,
    "十": r"""
        分(?!の|間|後|前|に[一二三四五]) 字 八番 人十色 中八九 五夜 二支 進 両 代(?:目|将) 勝 和田
        日町 条 津川
    """,
    "三": r"""
        菱 井 重県 重大 日月 角 省堂 洋 次元 宅 国志 権 者 味 輪 陸 浦
        鷹 振 脚 木 越 原 島 笠 段論法
        日坊主 月場所 河 男 女 助 塁 位一体 郎 面鏡 半規管 遊亭 十三間堂
    """,
    "四": r"""
        国 川 季 半期 条 谷 日市 方 万十 六時中 捨五入 角 重奏 球 輪 天王 肢 股 面楚歌 苦八苦
    """,
    "五": r"""
        輪 感 台山 反田 条 島 目並べ 月(?:雨|病|人形) 稜郭 分五分 箇山 線譜 臓 所川原 大陸 木 十嵐
    """,
    "六": "本木 角 甲 法 曜 三制",
    "七": "夕 福神 五三 転び八起き 転八倒 尾 味 草 宝 条",
    "八": r"""
        百屋 百長 王子 方 幡 つ当たり 丈 戸 景島 重 尾 代 頭 起き 卦 十(?=日間世界) 十八ヶ所
    """,
    "九": "州 条 十九里 谷 官鳥 分九厘 死に一生 段下",
    "千": r"""
        葉 代田 鳥 歳(?!の) 里 住 秋楽 円札 変万化 羽 家 利休 載一遇 夏 春 尋 昌 島
    """,
    "百": r"""
        貨店 科 合 済 姓 人一首 舌 発百中 聞は 葉箱 度石 日咳 獣 薬 寿 八つの
    """,
    "万": r"""
        能 全 博 年筆 一 が一 引き 葉 国 歳 人(?:向け|受け) 事 病 感 有引力 物 華鏡 象 里の長城 世
    """,
    "億": "劫 万長者",
    "京": "都 王 急 阪 浜 成 葉 劇 大 橋 町 セラ",
    "[東北南西上]": "京",
    "兆し|兆候|[前吉]兆": "",
    "零": "細 落 戦 度 式",
    "西": "九条",
    "半減": "期",
}
"""The rest of words that begin like this, and hold a numeral that is none."""
_ONCE = r"""
    一つ(?:とし|である|です|だ|に|と|には|の[^数]|は|が|ひとつ|一つ|$|[。、])
    (?:の|もう|ただ|たった)一[つ人](?=[^\d]|$)
    もう一度 一度(?=は|も|に|[^\d目]) もう一(?![万億兆千百十\d])
    [一二三四五六七八九]郎 [一二三四五六七八九]塁 (?<=[\u4e00-\u9fff])千穂
    [一二三四五六七八九十百千]{1,8}(?:丁目|番地|条(?:通|大橋))
"""
IDIOMS = re.compile(
    either(*(f"(?:{start})(?:{words(rest)})" for start, rest in _WORDS.items()), words(_ONCE))
)

_COUNTERS = "|".join(
    (
        "[人名台個箇件社本匹枚冊頭羽軒棟基隻機両着足対杯膳曲章巻版話問字語文行列種票点位目回度倍割分厘]",
        "[円元銭角秒時日月年歳才週次番号店校室館床戸歩周段層面組束袋箱缶玉粒滴県市町村国州都府省坪畳]",
        "[勝敗打球戦勺合升斗株部通発丁泊門議席党品つ桁代米]",
        "か[月所国年条]|[ヶケカヵ][月所国年条]|パーセント|[％%]|ポイント|世[紀帯代]|ダース",
        words(
            """
            キロ メートル センチ ミリ トン グラム リットル ワット
            ガロン バレル マイル フィート インチ
            ヘクタール エーカー 平方 立方 ビット バイト ギガ メガ テラ ペタ
            ドル ユーロ ポンド 人民元 香港 台湾
            施設 事業 団体 都市 大学 企業
            """
        ),
    )
)
"""What a number of kanji counts."""
_PARTICLES = "|".join(
    (
        r"$|[。、,.!?！？)）」』】\s:;：；・/|~〜\]]|[はがをにでとのもやかへ]|から|より|まで|です|だ",
        "以|ないし|乃至|未満|超|強|弱|程度|前後|ほど|くらい|ぐらい|余|数|近く|又|また|ではな",
        "乗|点|足す|引く|たす|ひく|かける|わる",
    )
)
"""What goes on after a number that counts nothing."""
_ALONE_AFTER = re.compile(rf" ?(?:{_COUNTERS}|{_PARTICLES})")
_KANJI = re.compile(r"[\u4e00-\u9fff々]")
_BEFORE_NUMBERS = re.compile(
    r"[約計全第等各同年月日時分秒総毎最平均上下的比率超歳週前後]$|最[大小高低長短多少]$"
)
_PARTICLE = re.compile(r"$|[。、はがをにでとのもや]")
_LOOK_AHEAD = 12


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether kanji digits are a number here and no part of a word: 三菱, 統一, 百人."""
    written = text[start:end]
    if len(written) > 2 or any(myriad in written[1:] for myriad in MYRIADS):
        return True
    after = text[end : end + _LOOK_AHEAD]
    follows = _ALONE_AFTER.match(after) is not None
    before = text[max(0, start - 2) : start]
    if _KANJI.match(before[-1:]) and not _BEFORE_NUMBERS.search(before):
        return follows and not _PARTICLE.match(after)
    return follows
