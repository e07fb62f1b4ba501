"""Han characters in other writings: simplified and traditional Chinese, Japanese new forms (国, 廣, 発).

What is traditional and simplified is a matter of ICU (``unicode.py``). Source of the Japanese forms: the characters that the lists of
1949 (当用漢字字体表) and 1981 (常用漢字表, old forms beside new) simplify, one old form for one new one; 弁 (辨 辯 瓣) is left out.
"""

from __future__ import annotations

import functools
import re

from search.text.unicode import han_variants, simplified, traditional


def other_writings(run: str, japanese: bool) -> tuple[str, ...]:
    """A run of characters in simplified and in traditional Chinese characters, where that is not how it is written: 國家 -> 国家.

    ``japanese``: the run, or the text, may be Japanese, so it is also written as Japanese does (图书馆, 図書館; 広東, 廣東, 广东). There
    only old forms are the same word (學校, 学校); two characters that are both in common use (機 machine, 机 desk) are two words and stay
    as they are.
    """

    def allowed(other: str) -> str:
        pairs = zip(run, other, strict=True)
        return "".join(old if japanese and old != new and _is_common(old) and _is_common(new) else new for old, new in pairs)

    chinese = old_forms(run) if japanese else run
    others = [*han_variants(run), chinese, simplified(chinese)] if len(run) == 1 else [simplified(chinese), traditional(chinese)]
    if japanese:
        others.append(new_forms(traditional(chinese)))
    return tuple(dict.fromkeys(written for other in others if (written := allowed(other)) != run))


def is_chinese_alone(text: str) -> bool:
    """Whether a text holds a simplified character that Japanese has not (GB 2312, JIS X 0213): 物联网."""
    return any(not char.isascii() and char.encode("gb2312", "ignore") and not char.encode("euc_jis_2004", "ignore") for char in text)


ONLY_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3005-\u3007]+")


def writer_of(text: str) -> str:
    """The language that alone writes a text of Han characters: ``ja`` if neither mainland China's set of characters holds them all nor
    Taiwan's (日本国憲法: 国 and 憲), ``zh`` if one of them is not in common use in Japan; ``""`` where both may."""
    simple, old = ("".join(char for char in text if not char.encode(codec, "ignore")) for codec in ("gb2312", "big5"))
    if simple and old and all(char.encode("euc_jis_2004", "ignore") for char in text):
        return "ja"
    return "zh" if not all(map(_is_common, text)) and not (simple and old) else ""


_COMMON_ROWS = range(0xB0, 0xD0)
"""JIS X 0208, level 1 (rows 16-47): characters in common use; old forms are in level 2 or absent."""


@functools.lru_cache(maxsize=10_000)
def _is_common(character: str) -> bool:
    encoded = character.encode("euc_jp", "ignore")
    return len(encoded) == 2 and encoded[0] in _COMMON_ROWS


_OLD_AND_NEW = """
亞亜 惡悪 壓圧 圍囲 醫医 爲為 壹壱 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 艷艶 應応 歐欧 毆殴 櫻桜 奧奥 橫横 溫温 穩穏 假仮 價価
畫画 會会 懷懐 壞壊 繪絵 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 勸勧 卷巻 寬寛 歡歓 觀観 關関 陷陥 顏顔 歸帰 氣気 龜亀 僞偽 戲戯 犧犠
舊旧 擧挙 虛虚 峽峡 挾挟 敎教 强強 鄕郷 曉暁 勳勲 徑径 惠恵 溪渓 經経 繼継 莖茎 螢蛍 輕軽 鷄鶏 藝芸 擊撃 缺欠 儉倹 劍剣 圈圏
檢検 權権 獻献 縣県 險険 顯顕 驗験 嚴厳 廣広 恆恒 鑛鉱 號号 國国 濟済 碎砕 齋斎 劑剤 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸
齒歯 兒児 辭辞 濕湿 實実 舍舎 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 敍叙 奬奨 將将 燒焼 稱称 證証 乘乗 剩剰 壤壌
孃嬢 條条 淨浄 狀状 疊畳 穰穣 讓譲 釀醸 觸触 囑嘱 愼慎 眞真 寢寝 盡尽 圖図 粹粋 醉酔 隨随 髓髄 數数 樞枢 瀨瀬 聲声 靜静 齊斉
攝摂 竊窃 專専 戰戦 淺浅 潛潜 纖繊 踐践 錢銭 禪禅 雙双 壯壮 搜捜 插挿 爭争 總総 聰聡 莊荘 裝装 騷騒 藏蔵 臟臓 屬属 續続 墮堕
體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 膽胆 團団 彈弾 斷断 癡痴 遲遅 晝昼 蟲虫 鑄鋳 廳庁 聽聴 鎭鎮 遞逓 鐵鉄 轉転
點点 傳伝 黨党 盜盗 燈灯 當当 鬪闘 德徳 獨独 讀読 屆届 繩縄 貳弐 惱悩 腦脳 廢廃 拜拝 賣売 麥麦 發発 髮髪 拔抜 蠻蛮 祕秘 濱浜
拂払 佛仏 竝並 變変 邊辺 舖舗 步歩 穗穂 寶宝 襃褒 豐豊 沒没 飜翻 萬万 滿満 默黙 彌弥 藥薬 譯訳 豫予 餘余 與与 譽誉 搖揺 樣様
謠謡 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 壘塁 淚涙 勵励 禮礼 隸隷 靈霊 齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 樓楼 郞郎 祿禄
錄録 灣湾
"""


def _in_china(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore") or character.encode("big5", "ignore"))


_PAIRS = [(pair[0], pair[1]) for pair in _OLD_AND_NEW.split()]
_NEW = str.maketrans(dict(_PAIRS))
_OLD = str.maketrans({new: old for old, new in _PAIRS if not _in_china(new)})


def new_forms(text: str) -> str:
    """Traditional characters as Japanese writes them: 國際 -> 国際. As long as ``text``."""
    return text.translate(_NEW)


def old_forms(text: str) -> str:
    """Characters that only Japanese uses as Chinese writes them, in traditional ones: 広東 -> 廣東. As long as ``text``."""
    return text.translate(_OLD)
