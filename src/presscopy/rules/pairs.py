"""BD107 and BD2: brackets and title marks, and what stands unpaired (GB/T 15834—2011, 4.9 and 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View, is_chinese, is_digit, is_han, is_latin
from presscopy.text.finding import Choice, Finding, Fix
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

CALL = re.compile(r'[A-Za-z0-9_.,\s<>=+*/^≠≤≥≈±×÷−²³-]*$')


def partner(view: View, i: int) -> int:
    """Where the bracket opened at `i` is closed, -1 when it is not; half and full width count alike."""
    if 'brackets' not in view.memo:
        view.memo['brackets'] = found = _partners(view)
        view.memo['openers'] = {end: start for start, end in found.items()}
    known: dict[int, int] = view.memo['brackets']
    return known.get(i, -1)


def _partners(view: View) -> dict[int, int]:
    found: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer('[()（）]', view.text):
        at = match.start()
        if match[0] in '(（':
            stack.append(at)
        elif stack and not (match[0] == ')' and view.protected(at)):
            found[stack.pop()] = at
    return found


@rule('BD107', at='()')
def half_bracket(view: View, i: int) -> Finding | None:
    """中文里的半角括号，或一半全角一半半角。依据 GB/T 15834—2011 4.9.2。

    函数写法、公式、英文句中的括号不动。

        《若干意见(试行)》 → 《若干意见（试行）》
        p.toString() 中文 → p.toString() 中文
        函数f(x, y)和foo(bar, baz) → 函数f(x, y)和foo(bar, baz)
        答案是(1+2+…+100)²，他说 → 答案是(1+2+…+100)²，他说
        关注(watch)你的仓库 → 关注（watch）你的仓库
    """
    if view[i] == ')':  # with a full-width bracket before it; the others are found by their first half
        partner(view, i)
        i = view.memo['openers'].get(i, -1)
        if i < 0 or view[i] == '(' or view.protected(i):
            return None
    end = partner(view, i)
    if end < 0 or view[i - 1] == ']':
        return None
    inner = view.text[i + 1 : end]
    chinese = any(map(is_han, inner)) or view[i] == '（' or view[end] == '）'
    if (view[end + 1] or ' ') in '²³⁴^' and not chinese:
        return None  # (1+2+…+n)²
    if not inner.strip() or not (chinese or _chinese_around(view, i, end, inner)):
        return None
    edits = [Edit(Span(at, at + 1), full) for at, full in ((i, '（'), (end, '）')) if view[at] != full]
    detail = {'before': f'{view[i]}{view[end]}', 'after': '（）'}
    return Finding('BD107', Span(i, end + 1), detail, (Choice(tuple(edits), Fix.SAFE),))


def _chinese_around(view: View, i: int, end: int, inner: str) -> bool:
    left, right = view.before(i), view.after(end)
    if not (is_chinese(left) or is_chinese(right)) or view.in_english(i):
        return False
    touching = is_latin(view[i - 1]) or is_digit(view[i - 1])
    # f(x), P(A), b(x>0): a formula or a call, not a remark
    return not (
        touching
        and CALL.match(inner)
        and (len(inner) < 3 or re.search(r'[<>=+*/^_≠≤≥≈±×÷−]', inner) or re.fullmatch(r'\w+(?:, ?\w+)+', inner))
    )


def _unpaired(text: str, opener: str, closer: str) -> Iterator[int]:
    if opener not in text and closer not in text:
        return
    stack: list[int] = []
    for i, char in enumerate(text):
        if char == opener:
            stack.append(i)
        elif char == closer:
            if stack:
                stack.pop()
            else:
                yield i
    yield from stack


NUMBERED = r'(?:^|[\s，。；：])[\da-zA-Z一二三四五六七八九十]{1,2}$'  # 1）抓生产 2）抓生活
BRACKETS = ('（', '）'), ('【', '】'), ('〔', '〕')
TITLE_MARKS = ('《', '》')


def _unpaired_in(*kinds: tuple[str, str]) -> Waker:
    """Wakes a rule where marks of these kinds stand without their partners."""

    def blocks(scan: Scan) -> list[int]:
        return [
            n
            for rest, some in scan.only(''.join(map(''.join, kinds))).items()
            if any(next(_unpaired(rest, *kind), -1) >= 0 for kind in kinds)
            for n in some
        ]

    return Waker(blocks)


@rule('BD202', waker=_unpaired_in(*BRACKETS))
def unpaired_bracket(view: View) -> Iterator[Finding]:
    """括号不成对。依据 GB/T 15834—2011 4.9.2。

    青石镇（原青石乡位于县城东北部。 → 青石镇（原青石乡位于县城东北部。
    1）加强领导 2）强化责任 → 1）加强领导 2）强化责任
    """
    for opener, closer in BRACKETS:
        for i in _unpaired(view.text, opener, closer):
            if not (view[i] == '）' and re.search(NUMBERED, view.text[max(0, i - 3) : i])):
                yield Finding('BD202', Span(i, i + 1), {'before': view[i]})


@rule('BD203', waker=_unpaired_in(TITLE_MARKS))
def unpaired_title(view: View) -> Iterator[Finding]:
    """书名号不成对。依据 GB/T 15834—2011 4.15.2。

    《乡村新事（下转第2版） → 《乡村新事（下转第2版）
    """
    for i in _unpaired(view.text, *TITLE_MARKS):
        yield Finding('BD203', Span(i, i + 1), {'before': view[i]})


@rule('BD205', on=('《',), pattern=r'《[^《》]*(?:《[^《》]+》[^《》]*)+》')
def nested_title(view: View, match: re.Match[str]) -> Iterator[Finding]:
    """书名号里再用书名号。里面一层用单书名号。依据 GB/T 15834—2011 4.15.3.5。

    《读《论语》札记》 → 《读〈论语〉札记》
    《关于《甲法》《乙法》的说明》 → 《关于〈甲法〉〈乙法〉的说明》
    """
    for inner in re.finditer(r'《[^《》]+》', match[0][1:-1]):
        span = Span(*inner.span()).shifted(match.start() + 1)
        edits = (Edit(Span(span.start, span.start + 1), '〈'), Edit(Span(span.end - 1, span.end), '〉'))
        yield Finding('BD205', span, {'before': '《》', 'after': '〈〉'}, (Choice(edits, Fix.SAFE),))


@rule('BD206', on=('（',), pattern=r'（[^（）]*（[^（）]*）[^（）]*）')
def nested_bracket(view: View, match: re.Match[str]) -> Finding | None:
    """同形括号套叠。依据 GB/T 15834—2011 4.9.3.6。

    括号在书名里面的不算：（以下简称《章程（试行）》）。

        （见附表（一）） → （见附表（一））
    """
    if re.search('《[^《》]*（[^（）]*）[^《》]*》', match[0]):
        return None
    return Finding('BD206', Span(*match.span()), {'before': match[0]})


@rule(
    'BD319',
    on=tuple(f'{end}》' for end in '章杯状奖书证班会赛照'),
    pattern=r'《[^《》]{2,20}(?:奖章|奖杯|奖状|奖|证书|资格证|培训班|[大年峰]会|座谈会|博览会|文博会|运动会|现场会|研讨会|推进会|发布会|招聘会|展销会|锦标赛|大赛|联赛|执照|许可证|驾驶证)》',
)
@rule(
    'BD319',
    on=tuple(f'》{one}' for one in '等一二两三四五六七八九十0123456789门课奖称'),
    pattern=r'《[^《》]{1,20}》(?:等?[一二两三四五六七八九十\d]*门?课程|奖状|称号|奖章|奖杯)',
)
def title_marks_misused(view: View, match: re.Match[str]) -> Finding | None:
    """奖项、证照、会议、赛事用了书名号。依据 GB/T 15834—2011 附录A.13.1。

    荣获《五一劳动奖章》。 → 荣获《五一劳动奖章》。
    """
    return Finding('BD319', Span(*match.span()), {'before': match[0]})
