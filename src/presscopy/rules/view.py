"""One block as a rule sees it: its text, its role, what is protected, and what stands around a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from presscopy.article.block import RUNNING
from presscopy.text.span import Span

SPACES = ' \u3000\xa0\t\u2002\u2003\u2009\u202f'
OPENERS = '“‘（《〈【〔「『［｛'
CLOSERS = '”’）》〉】〕」』］｝'
STOPS = '，。、；：？！'
# marks that belong to Chinese text wherever they stand
CHINESE_MARKS = frozenset(STOPS + '《》〈〉【】〔〕「」『』（）')
_PAIRED = frozenset(OPENERS + CLOSERS + '"\'()')
END_MARKS = '。！？…：；'
REACH = 400  # characters looked through for the other half of a quotation, or the beginning of a sentence

# Stretches that no rule on marks, spaces or words may enter.
PROTECTED = r"""(?=[!-~])(?:
      `[^`\n]{1,400}`                                                    # code
    | [a-z][a-z0-9+.-]{0,15}://[A-Za-z0-9@:.\-]*(?:[/?\#](?:[\w\-.~/%\#=+*$@]|[&?!:;,.](?=[A-Za-z0-9]))*)?   # address
    | www\.[A-Za-z0-9.\-]*[A-Za-z0-9](?:/(?:[\w\-.~/%\#=+]|[&?](?=[A-Za-z0-9]))*)?
    | (?<![A-Za-z0-9_.+\-])[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+        # mail
    | [A-Za-z]:\\[^\s，。；]+ | (?:/[A-Za-z0-9_.\-]+){2,}            # paths
    | <!--.{0,400}?--> | </?[A-Za-z][^<>\n]{0,200}> | \$?\{[^{}\n]{0,80}\}          # mark-up and templates
    | [;:]-?[)(DP](?=\s|$|[，。！、；？”）])                                   # emoticons
    | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?                           # grouped numbers
    | \d+(?::\d+)+                                                 # times, scores, ratios
    | (?<![A-Za-z0-9_\-])[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+                        # decimals, versions, file and host names
    | (?:Yahoo|Jeopardy|Joomla|Wham)!(?=[^!！\s]|$)       # names that end in a mark
    )"""


VISIBLE = re.compile('[!-~]')  # one of these begins every such stretch


@cache
def _protected() -> re.Pattern[str]:
    return re.compile(PROTECTED, re.VERBOSE)


def perhaps_a_byte(char: str) -> bool:
    """A letter or sign of Latin-1 that Chinese copy has no use for: text read in the wrong encoding is made of them, and the blanks and marks among them
    are bytes like them."""
    return '\xa1' <= char <= '\xff' and char not in '·×÷°±'


def is_han(char: str) -> bool:
    """Whether a character (or '') is Han."""
    return (
        '\u3400' <= char <= '\u9fff'
        or (char != '' and char in '〇々')
        or '\uf900' <= char <= '\ufaff'
        or char >= '\U00020000'
    )


def is_latin(char: str) -> bool:
    """An ASCII letter."""
    return char.isascii() and char.isalpha()


def is_digit(char: str) -> bool:
    """An ASCII digit."""
    return char.isascii() and char.isdigit()


def is_chinese(char: str) -> bool:
    """Han, kana, or a mark that only Chinese text has."""
    return is_han(char) or char in CHINESE_MARKS or '\u3040' <= char <= '\u30ff'


class View:
    """A block under the rules' eyes. Offsets are within the block; `offset` is where it stands in the article; `precedes` and `follows` are the blocks beside it."""

    def __init__(
        self,
        text: str,
        role: str = 'body',
        offset: int = 0,
        follows: str = '',
        closed: Sequence[Span] = (),
        precedes: str = '',
    ) -> None:
        self.text, self.role, self.offset, self.follows, self.precedes = text, role, offset, follows, precedes
        self._closed = closed
        self.memo: dict[str, Any] = {}  # what a rule works out once for the block

    def __getitem__(self, i: int) -> str:
        """The character at `i`, '' outside the block."""
        return self.text[i] if 0 <= i < len(self.text) else ''

    @cached_property
    def _mask(self) -> bytearray:
        mask = bytearray(len(self.text))
        for match in _protected().finditer(self.text) if VISIBLE.search(self.text) else ():
            start, end = match.span()
            if (match[0][0] not in '`<;:' and '://' in match[0]) or match[0].startswith('www.'):
                end = start + len(match[0].rstrip('.,;:!?'))
            mask[start:end] = b'\1' * (end - start)
        for start, end in self._closed:
            low, high = max(0, start - self.offset), min(len(mask), end - self.offset)
            if low < high:
                mask[low:high] = b'\2' * (high - low)
        return mask

    def closed(self, i: int) -> bool:
        """Whether place `i` lies in damage that was not undone: no rule at all may enter."""
        return self._mask[i] == 2

    def protected(self, i: int) -> bool:
        """Whether place `i` lies in an address, a number, a time, code and the like."""
        return bool(self._mask[i])

    @cached_property
    def has_han(self) -> bool:
        """Whether any Han stands in the block."""
        return any(map(is_han, self.text))

    @cached_property
    def english(self) -> bool:
        """A block of English: no Han, three words at least, and marks or spaces between them."""
        if self.has_han or len(re.findall(r'[A-Za-z]{2,}', self.text)) < 3:
            return False
        return bool(re.search(r'[A-Za-z][ ，：；][^A-Za-z]?[A-Za-z ]', self.text))

    @cached_property
    def reference(self) -> bool:
        """An entry of a list of references, in the marks of GB/T 7714: 林小禾. 乡土[M]. 北京: 出版社, 2008."""
        return '[' in self.text and re.search(r'\[(?:[MJNDCRSPGAZ]|EB|DB|CP)(?:/OL)?\][.,:]', self.text) is not None

    @cached_property
    def running(self) -> bool:
        """Running text: a part written in sentences, and the paragraph ends in an end mark."""
        return self.role in RUNNING and self.text.rstrip('”’）』」')[-1:] in END_MARKS + '.!?;:' and self.has_han

    def lead(self, i: int, most: int = 16) -> str:
        """The text just before `i`, at most `most` characters; a line feed stands in front where the block goes on to the left."""
        return self.text[:i] if i <= most else '\n' + self.text[i - most : i]

    def before(self, i: int) -> str:
        """The nearest character left of `i` that is no space, quote or bracket."""
        return self[self._walk(i - 1, -1)]

    def after(self, i: int) -> str:
        """The nearest character right of `i` that is no space, quote or bracket."""
        return self[self._walk(i + 1, 1)]

    def _walk(self, i: int, step: int) -> int:
        while 0 <= i < len(self.text) and (self.text[i] in _PAIRED or self.text[i] in SPACES):
            i += step
        return i

    def beyond(self, i: int, step: int) -> str:
        """What stands on the far side of the ASCII word or number next to `i`."""
        i = self._walk(i + step, step)
        while 0 <= i < len(self.text) and (self._of_a_token(self.text[i]) or self._within_figures(i)):
            i += step
        return self[i]

    @staticmethod
    def _of_a_token(char: str) -> bool:
        return ('!' <= char <= '~' and char not in ',;:!?"\'()') or char in '℃°'

    def _within_figures(self, i: int) -> bool:
        """8:30, 15～59, 7:00—9:00: a mark that keeps figures together."""
        return self.text[i] in ':～—' and is_digit(self[i - 1]) and is_digit(self[i + 1])

    def in_chinese(self, i: int) -> bool:
        """Whether a half-width mark at `i` is a mark of a Chinese sentence."""
        left, right = self.before(i), self.after(i)
        if self.reference:
            return False
        if is_chinese(left) and (is_chinese(right) or not right):
            return True
        if is_chinese(left) or is_chinese(right):
            return not self.in_english(i)
        if not (left and right) or not (left.isascii() and right.isascii()):
            return bool(left and not left.isascii() and self.has_han and right == '')
        near = self.beyond(i, -1)
        starts = near == '' and self[i + 1] not in SPACES  # CBA,NBA都停赛了
        return (starts or is_chinese(near)) and is_chinese(self.beyond(i, 1)) and not self.in_english(i)

    def in_english(self, i: int) -> bool:
        """Whether `i` lies in a quotation or title that holds Latin words and no Han."""
        start, end = self.enclosing(i)
        inner = self.text[start:end]
        return (start, end) != (0, len(self.text)) and not any(map(is_han, inner)) and any(map(is_latin, inner))

    def enclosing(self, i: int) -> tuple[int, int]:
        """The inside of the innermost quotation or title around `i`; the whole block when there is none."""
        depth, n = 0, bisect_left(self._quoting, i)
        while n and self._quoting[n - 1] > i - REACH:
            n -= 1
            j = self._quoting[n]
            if self.text[j] in '”’》〉」』':
                depth += 1
            elif self.text[j] in '“‘《〈「『':
                if not depth:
                    end = self._closing(j, i)
                    return (j + 1, end) if end >= 0 else (0, len(self.text))
                depth -= 1
            elif bisect_right(self._straight, j) % 2:
                end = self.text.find('"', i, i + REACH)
                return (j + 1, end) if end >= 0 else (0, len(self.text))
        return 0, len(self.text)

    @cached_property
    def _quoting(self) -> list[int]:
        """Where quotation marks and those of titles stand."""
        return [j for j, char in enumerate(self.text) if char in '"“‘《〈「『”’》〉」』']

    def _closing(self, opener: int, i: int) -> int:
        pair = CLOSERS[OPENERS.index(self.text[opener])]
        return self.text.find(pair, i, i + REACH)

    @cached_property
    def _straight(self) -> list[int]:
        return [match.start() for match in re.finditer('"', self.text)]

    def sentence(self, i: int) -> str:
        """The part of the sentence before `i`, from the last end mark on."""
        low = max(0, i - REACH)
        start = max(self.text.rfind(mark, low, i) for mark in '。！？；')
        return self.text[max(start + 1, low) : i]

    def next_to_han(self, start: int, end: int) -> bool:
        """Whether Han or a Chinese mark stands directly on either side of a stretch, quotes and spaces looked through."""
        return is_chinese(self.before(start)) or is_chinese(self.after(end - 1))
