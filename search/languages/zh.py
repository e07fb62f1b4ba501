"""Chinese: words by ICU; the base form of a word is what it is in simplified characters, so 臺灣, 台灣 and 台湾 are one word.

Words are cut in simplified characters, too: ICU's dictionary then sees the same text whichever way it is written. Characters that
simplification unites (後, 后) are united here; which of them was typed counts as the exact form does. So are other shapes of one
character that ICU keeps apart because neither is simplified (峯, 峰; 麻痺, 麻痹).

Source of the shapes: those among 第一批异体字整理表 (1955, from general knowledge, to be checked there) that ICU leaves as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.language import Cut
from search.languages._base import IcuLanguage
from search.model import Span
from search.text.unicode import simplified
from search.text.word import spaced_columns

_SHAPES = """
峯峰 痺痹 麪面 殭僵 妳你 牠它 甦苏 瘉愈 薰熏 硃朱 倂并 幷并 効效 勅敕 姉姊 寳宝 嶽岳 嵒岩 彜彝 戸户 擡抬 敎教 敍叙 旣既 栢柏 欝郁
滙汇 甎砖 疎疏 痲麻 糉粽 糭粽 緐繁 艶艳 衞卫 袴裤 覇霸 輭软 徧遍 邨村 躭耽 鴈雁 鞦秋 韆千 飜翻 餧喂 鬪斗 鬦斗 鵰雕 鶏鸡 靑青 淸清
"""
_ONE_SHAPE = str.maketrans({pair[0]: pair[1] for pair in _SHAPES.split()})


def one_shape(text: str) -> str:
    """A text in simplified characters, each in one shape. As long as ``text``."""
    return simplified(text).translate(_ONE_SHAPE)


@dataclass(frozen=True)
class Chinese(IcuLanguage):
    """Words by ICU, of the text in simplified characters."""

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The words of a normalised line as columns."""
        _, starts, ends = spaced_columns(one_shape(text))
        return Cut(list(map(text.__getitem__, map(slice, starts, ends))), starts, ends, None)


LANGUAGE = Chinese("zh", frozenset({"Hani", "Bopo"}), one_shape, function_words=function_words("zh"))
