"""SZ: numerals. Safe where the form changes in a closed frame and the value stays; else for an editor (GB/T 15835—2011)."""

from __future__ import annotations

import re

from presscopy.rules.registry import Family
from presscopy.rules.scan import Scan, Waker
from presscopy.rules.view import View, is_han, is_latin
from presscopy.text.finding import Choice, Finding, Fix, replace
from presscopy.text.span import Edit, Span

FAMILY = Family()
rule = FAMILY.rule

DIGIT = '0123456789'
CHINESE = '[一二三四五六七八九十]'
EVENTS = (
    '前后', '事件', '晚会', '运动', '惨案', '起义', '国际', '主题', '宣传',
    '宪法', '禁毒', '建军', '建党', '消费', '防灾', '法制', '学雷锋', '全民', '消防', '世界', '国家', '全国', '维权', '地震', '购物', '事变', '恐怖',
)  # fmt: skip
MEASURES = (
    '个|名|人|位|家|户|只|头|条|件|台|辆|座|间|棵|株|次|项|种|套|批|岁|天|周|年(?!级)|小时|分钟|秒|倍|度|摄氏度|℃|级|层|字|处|篇|首|'
    '幅|张|袋|箱|盒|瓶|杯|碗|支|枝|枚|粒|片|块|口|双|对(?!阵)|根|艘|架|顶|趟|回(?!合)|成|折|代|册|所(?!示|列)|门(?!牌)|场(?!比)|组|毫安|分贝|'
    '米|厘米|毫米|千米|公里|海里|里|亩|公顷|平方米|平方公里|立方米|吨|公斤|千克|克|斤|升|毫升|元|千瓦|兆瓦|微克|毫克|'
    'cm|mm|[Kk][Mm]|[Kk][Gg]|m(?![a-z])|g(?![a-z])'
)


GROUPED = r'\d+(?:,\d{3})*(?:\.\d+)?'


@rule(
    'SZ106',
    on=('-', '－', '–'),
    pattern=rf'(?<![\d\-—/.:A-Za-z第图表例式题])(?<!\d,)({GROUPED})[-－–]({GROUPED})(?=(?:多|余)?(?:{MEASURES}))(?![\d\-—/.:])',
    enters=True,
)
def hyphen_in_range(view: View, match: re.Match[str]) -> Finding | None:
    """数值的起止用了短横线。用浪纹线。依据 GB/T 15834—2011 4.13.3.2b，GB/T 15835—2011 5.1.3。

    电话、日期、比分、编号里的短横线不动；后面的数不比前面大的，不是起止。

        海拔300-900米之间，3,000-4,500元 → 海拔300～900米之间，3,000～4,500元
        风力4-5级，每篇500-800字 → 风力4～5级，每篇500～800字
        如图3-5所示 → 如图3-5所示
        HAW-4和TPC-3海底光缆 → HAW-4和TPC-3海底光缆
    """
    first, second = match[1], match[2]
    if (
        float(first.replace(',', '')) >= float(second.replace(',', ''))
        or not view.has_han
        or (first.startswith('0') and not first.startswith('0.'))
    ):
        return None
    if len(first) == len(second) == 4 and view[match.end()] == '年':
        return None
    if view[match.end()] == '户' and re.search('[楼栋幢元号]$', view.lead(match.start())):
        return None  # 3号楼2-501户
    at = match.end(1)
    return replace('SZ106', Span(at, at + 1), view[at], '～')


# a score or a share, no time
SCORED = (
    '负|胜|击败|战[胜平]|险胜|逆转|惜败|输|赢|[大惨完][胜败]|领先|取胜|获胜|落后|告负|不敌|反超|平|的?比例|稀释|兑|配制'
)
BEFORE_SCORE = '(?:[队比以按]|比[例分]?[为达是]?|配比|战成|打成|扳成|追成|改写[为成]|比分[^，。；]{0,6}|第.局|稀释)$'


@rule(
    'SZ118',
    on=tuple(f'：{one}' for one in '012345'),
    pattern=r'(?<!\d)(?<!\d[：:])([01]?\d|2[0-4])：([0-5]\d)(?:：[0-5]\d)?(?![\d：年月日])',
    enters=True,
)
def wide_time_colon(view: View, match: re.Match[str]) -> Finding | None:
    """时刻用了全角冒号。依据 GB/T 15835—2011 5.1.5。

    晚上8：00准时开演。 → 晚上8:00准时开演。
    时间：14：00 → 时间：14:00
    影片《007：无暇赴死》 → 影片《007：无暇赴死》
    甲队3：10负于乙队，得票比为20：30 → 甲队3：10负于乙队，得票比为20：30
    按1：20的比例兑水，打成10：10 → 按1：20的比例兑水，打成10：10
    """
    if re.match(SCORED, view.text[match.end() : match.end() + 3]) or re.search(BEFORE_SCORE, view.lead(match.start())):
        return None
    colons = [at for at in range(*match.span()) if view[at] == '：']
    edits = tuple(Edit(Span(at, at + 1), ':') for at in colons)
    detail = {'before': match[0], 'after': match[0].replace('：', ':')}
    return Finding('SZ118', Span(*match.span()), detail, (Choice(edits, Fix.SAFE),))


NUMBERED = '页|期(?!间)|版|章|节|课|集|卷|册|讲|届|轮|年级'  # what is numbered rather than counted
COUNTED_TOO = '名位条款题周批项层回场天'  # what is numbered behind 第, and else counted


@rule(
    'SZ106',
    on=('-', '－'),
    pattern=rf'(?<![\d\-—/.:A-Za-z])(\d{{1,3}})[-－](\d{{1,3}})(?=月|[点时](?!代|期)|{NUMBERED}|[{COUNTED_TOO}])',
)
def hyphen_in_numbers(view: View, match: re.Match[str]) -> Finding | None:
    """月份、钟点、页码、名次一类序数的起止用了短横线。可用一字线或浪纹线，请编辑定。依据 GB/T 15835—2011 5.1.3。

    1—5月、第3～5页 → 1—5月、第3～5页
    """
    counted = view[match.end()] in COUNTED_TOO and view[match.start() - 1] != '第'
    if counted or int(match[1]) >= int(match[2]):
        return None
    at = match.end(1)
    return replace('SZ106', Span(at, at + 1), view[at], '—' if view[match.end()] in '月点时' else '～', Fix.UNSAFE)


DIGITS = '〇一二三四五六七八九'
TENS = {f'{n}0': ('' if n == 1 else DIGITS[n]) + '十' for n in range(1, 10)}
COUNTED = '个名人位家户只头条件台辆座间棵株次项种套批岁天年元块亩斤吨米里页字'


def _flag(code: str, match: re.Match[str]) -> Finding:
    return Finding(code, Span(*match.span()), {'before': match[0]})


@rule('SZ101', on=('0几',), pattern=r'(?<![\d.])([1-9]0)几(?![乎何率])(?=[^\W\d_A-Za-z])')
def arabic_with_ji(view: View, match: re.Match[str]) -> Finding | None:
    """阿拉伯数字后接“几”。概数用汉字。依据 GB/T 15835—2011 4.2.2。

    3个多月、20多人 → 3个多月、20多人
    走了10几公里，用了20几分钟 → 走了十几公里，用了二十几分钟
    """
    return replace('SZ101', Span(*match.span(1)), match[1], TENS[match[1]], Fix.UNSAFE)


IN_LIFE = '参加|入伍|毕业|出生|退休|入党|成立|建成|开业|投产'
OF_A_DATE = rf'[，春夏秋冬初末底]|\d{{1,2}}月|{IN_LIFE}'


def _short_years(scan: Scan) -> set[int]:
    return {scan.at(match.start())[0] for match in re.finditer(r'年(?<=(?<![0-9])[0-9][0-9]年)', scan.text)}


@rule('SZ103', waker=Waker(_short_years), pattern=r'(?<!\d)(?:[04-9]\d年|[1-3]\d年(?=\d{1,2}月))')
def two_digit_year(view: View, match: re.Match[str]) -> Finding | None:
    """年份只写两位数。依据 GB/T 15835—2011 5.1.4；汉字年份 5.2.2。

    年数、年代不算：房龄98年、15年来、从80年代起。

        房龄98年。 → 房龄98年。
        从80年代起、自90年代初以来 → 从80年代起、自90年代初以来
    """
    left, right = view[match.start() - 1], view.text[match.end() : match.end() + 4]
    zero = match[0][0] == '0' and not left.isdigit()
    dated = (not left or left in '，。；：“（从自于在到至') and re.match(OF_A_DATE, right)
    since = left and left in '于自从' and match[0][0] != '0' and not (right and right[0] in '来间多龄代')
    told = left and left in '他她我' and re.match(IN_LIFE, right)
    cut = left and left in "’'" and is_han(right[:1]) and right[0] not in '会度'
    return _flag('SZ103', match) if zero or dated or since or told or cut else None


@rule(
    'SZ104',
    on=(
        *(f'{one}年{month}' for one in '〇零○一二三四五六七八九' for month in DIGIT),
        *(f'年{one}' for one in CHINESE[1:-1]),
        *(f'月{one}' for one in CHINESE[1:-1]),
        *(f'{one}月' for one in CHINESE[1:-1]),
    ),
    pattern=r'[一二][〇零○一二三四五六七八九]{3}年\d{1,2}月|\d{4}年[一二三四五六七八九十]{1,2}月(?:\d|[一二三四五六七八九十]{1,3}日)'
    r'|(?<!\d)\d{1,2}月[一二三四五六七八九十]{1,3}日|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}月\d{1,2}日',
)
def mixed_date(view: View, match: re.Match[str]) -> Finding | None:
    """一个日期里汉字数字和阿拉伯数字混用。依据 GB/T 15835—2011 4.3。

    农历的月日用汉字，和阿拉伯数字的年份连着写，不算。

        20世纪80年代、二十世纪八十年代 → 20世纪80年代、二十世纪八十年代
        2021年三月初三、农历2021年八月十五日 → 2021年三月初三、农历2021年八月十五日
    """
    return None if view.lead(match.start(), 2) in ('农历', '阴历', '夏历') else _flag('SZ104', match)


@rule(
    'SZ107',
    on=tuple(f'{one}{to}' for one in f'{DIGIT}%' for to in '-－~～—至'),
    beside=('%',),
    pattern=r'(?<![\d.\-－])(\d+(?:\.\d+)?)(%?)([-－~～—至])(\d+(?:\.\d+)?)%',
    enters=True,
)
def percent_range(view: View, match: re.Match[str]) -> Finding | None:
    """百分数的起止，前一个数少了百分号，或用了短横线。依据 GB/T 15835—2011 5.1.3。

    增长20%～30%。 → 增长20%～30%。
    占比20至30% → 占比20%至30%
    """
    if (match[2] and match[3] in '～—至') or not view.has_han:
        return None
    start, end = match.start(2), match.end(3)
    return replace('SZ107', Span(start, end), match[0], '%至' if match[3] == '至' else '%～', Fix.UNSAFE)


@rule(
    'SZ108',
    on=tuple(f'{one}{mark}' for one in DIGIT for mark in '-－~～—'),
    beside=('万', '亿'),
    pattern=r'(?<![\d.\-－A-Za-z])\d+(?:\.\d+)?[-－~～—](?:\d+(?:\.\d+)?)[万亿]',
    enters=True,
)
def ambiguous_range(view: View, match: re.Match[str]) -> Finding | None:
    """起止的前一个数省了“万、亿”，意思可能两样。依据 GB/T 15835—2011 5.1.3。

    总投资9亿～16亿元 → 总投资9亿～16亿元
    """
    return _flag('SZ108', match)


FIGURE = r'(?:\d[\d,.]*[十百千万亿]*|[一二两三四五六七八九十百千万亿]+)'
# 附近, 最近, 签约, 节约: the character belongs to the word before it
ABOUT = '(?:接近|将近|大约|大概|近(?<![附最远靠邻临亲就贴毗走相]近)|约(?<![签节合条预契特制公相如违履简解续失赴缔]约)|超过|超(?<![反赶]超)|逾)'


@rule('SZ109', on=('左右',), pattern=rf'[0-9][0-9,.]*[十百千万亿]*[多余][{COUNTED}][^，。；、\d]?左右')
def approximate_and_more(view: View, match: re.Match[str]) -> Finding | None:
    """“多、余”后又用“左右”。语法性。

    30人左右到场，20多人参加。 → 30人左右到场，20多人参加。
    """
    return _flag('SZ109', match)


ABOUT_WORDS = ('近', '约', '超', '逾', '大概')


@rule(
    'SZ109',
    on=tuple(f'{one}{more}' for one in f'{DIGIT}{CHINESE[1:-1]}两百千万亿' for more in '多余'),
    beside=ABOUT_WORDS,
    pattern=rf'{ABOUT}[占有为需达]?{FIGURE}[多余](?=[{COUNTED}万亿公小分])(?![年天][来间里以])',
)
@rule(
    'SZ109',
    on=('左右', '上下'),
    beside=ABOUT_WORDS,
    pattern=rf'{ABOUT}(?:[占有为需达]|增加|减少|增长|下降|需要|相当于|投资|耗资|[上下]午|凌晨|早上|晚上|每[天年月亩])?(?:{FIGURE}|上百)[^，。；、\d]{{0,4}}(?:左右(?!开弓|[手邻两])|上下)',
)
def doubly_approximate(view: View, match: re.Match[str]) -> Finding | None:
    """约数用了两次：近…余、约…左右、超过…多。语法性。

    近百人参加，30人左右到场。 → 近百人参加，30人左右到场。
    附近30多户，签约300余项，近十多年来 → 附近30多户，签约300余项，近十多年来
    年近七十余勇可贾 → 年近七十余勇可贾
    """
    return _flag('SZ109', match)


@rule(
    'SZ110',
    on=('倍',),
    pattern=r'(?:下降|减少|降低|缩小|缩短|减轻|节约|节省|下滑|回落|缩减|削减|压缩|锐减|降幅达?|跌)了?(?:将?近|大?约|超过|整整|足足|好)?'
    r'(?:\d[\d.]*|[一二两三四五六七八九十百数几]+)多?倍'
    r'|(?:便宜|[低少慢轻小短])了(?:近|约|将近|整整)?(?:\d[\d.]*|[一二两三四五六七八九十百数几]+)多?倍'
    r'|比[^，。；\d]{1,12}(?:低|少|慢|便宜|轻|短)了?(?:近|约)?(?:\d[\d.]*|[一二两三四五六七八九十百数几]+)多?倍',
)
def decreased_by_times(view: View, match: re.Match[str]) -> Finding | None:
    """减少、下降用了“倍”。减少只能说几成、百分之几。语法性。

    产量比去年增长2倍。 → 产量比去年增长2倍。
    """
    return _flag('SZ110', match)


def _long_numbers(scan: Scan) -> set[int]:
    return {scan.at(match.start())[0] for match in re.finditer(r'[0-9](?=[0-9]{5})', scan.text)}


@rule('SZ111', waker=Waker(_long_numbers), pattern=r'(?<![0-9])[0-9]{6,}(?=[元人户亩吨个名件株头台只辆斤册棵])')
def long_integer(view: View, match: re.Match[str]) -> Finding | None:
    """六位以上的整数没有用万、亿，也没有分节。可以改得好读些。依据 GB/T 15835—2011 5.1.1（可采用，不是必须）。

    电话、编号、邮编不查。

        总投资1,250,000元、125万元 → 总投资1,250,000元、125万元
    """
    first, left = match[0][0], view[match.start() - 1]
    alone = not left or not (left in '.,，-—/' or left.isdigit() or is_latin(left))
    return _flag('SZ111', match) if alone and first != '0' else None


@rule(
    'SZ112',
    on=tuple(f'{one}{many}' for one in DIGIT for many in '千百'),
    pattern=r'(?<![\d.A-Za-z])\d{1,3}[千百](?=[\d万亿元人个名户家多余亩吨斤公里头只棵株台辆套件条张块年天次倍双间位座])(?!千?万?分|.?里马|家姓|家万)',
)
def mixed_magnitude(view: View, match: re.Match[str]) -> Finding | None:
    """阿拉伯数字后用了“千、百”。可与数字同用的只有“万、亿”。依据 GB/T 15835—2011 5.3。

    3亿4500万元 → 3亿4500万元
    3千米、5千瓦 → 3千米、5千瓦
    """
    return _flag('SZ112', match)


# what a count stands behind; 王二家, 刑侦二处, 央视二台 are names
BEFORE_COUNT = frozenset(
    (
        '',
        *'，。；：、（有了这那过着的得等共约近为在各每任增设建造买卖送出来去给把将被和与及或成分立用派带抓种养喝吃写读办开做修织选招聘收捐拿获是到下上进又仅只就前后另其余头装摆放留剩缺少差多发引加打说讲问提作以',
    )
)
MEASURED_BY_TWO = (
    '个|名(?![声字称牌气额家])|种(?![植子田])|件(?!套)|项(?!式|分布|展开)|户(?!口)|[辆艘匹幅篇棵]|句(?!号)|小时|分钟'
    '|条(?![例令]|胡同|[街巷路]口)|家(?![人屯庄村店沟湾的])|张(?![家庄湾村店])|间(?!房[村乡镇屯])|座(?!山村)'
    r'|本(?:书|杂志|词典|字典|画册|著作|小册子|日记|账)|支(?![队部书行局团流])|台(?![子村上下湾])(?=[^\W\d_A-Za-z])|头(?![肌村沟湾道])'
    '|处(?![长室的])|只(?![能要有是会])|天(?![门一津]|，三)|块(?:钱|[地田砖石])|场(?:比赛|球|雨)|起(?:事故|案件)|把(?:[椅伞刀锁剪壶扇扫锄铲]|钥匙)'
)


@rule(
    'SZ113',
    on=tuple(f'二{one}' for one in '个名条件家户辆座台间张本支棵头匹幅篇艘处句只位种项天小分块场起把次年趟遍万'),
    pattern=rf'(?<![一三四五六七八九]、)二(?={MEASURED_BY_TWO})|(?<=[了过])二(?=[次年趟遍]|万元)(?!次[元创供开污])',
)
def two_before_measure(view: View, match: re.Match[str]) -> Finding | None:
    """量词前用了“二”。用“两”。依据：现代汉语词典（条款待核）。

    “位”前“二、两”都可以用；编号、排行和名称里的“二”不算。

        三分之二的农户、二百五十米 → 三分之二的农户、二百五十米
        有二种办法，开了二次会，三个孩子、二位老人 → 有两种办法，开了两次会，三个孩子、二位老人
        星期二家长开放日，初二名单，二次供水、二项式 → 星期二家长开放日，初二名单，二次供水、二项式
        武警二支队、央视二台、刑侦二处，王二家的牛，二本院校 → 武警二支队、央视二台、刑侦二处，王二家的牛，二本院校
    """
    if view[match.start() - 1] not in BEFORE_COUNT:
        return None
    return replace('SZ113', Span(*match.span()), '二', '两', Fix.UNSAFE)


NAMED = '|'.join(
    (*EVENTS, '专案', '大案', '案', '特大', '讲话', '惨', '暴', '抗震', '火灾', '矿难', '空难', '节', '日')
)
MONTH, DAY = '(?:0?[1-9]|1[0-2])', '(?:0?[1-9]|[12][0-9]|3[01])'


@rule(
    'SZ115',
    on=tuple(f'{figure}{event}' for figure in DIGIT for event in EVENTS),
    pattern=rf'(?<![\d.])\d{{1,2}}\.\d{{1,2}}(?={"|".join(EVENTS)})',
    enters=True,
)
@rule(
    'SZ115',
    on=tuple(
        f'.{day}{mark}' for day in (*DIGIT, *map(str, range(10, 32)), *(f'0{one}' for one in DIGIT)) for mark in '”"'
    ),
    pattern=rf'(?<=[“"]){MONTH}\.{DAY}(?=[”"][^，。；、]{{0,4}}(?:{NAMED}))',
    enters=True,
)
@rule(
    'SZ115',
    on=tuple(f'{point}{one}' for point in '.．' for one in CHINESE[1:-1]),
    pattern=rf'(?<=[“"]){CHINESE}{{1,2}}[.．]{CHINESE}{{1,3}}(?=[”"])',
    enters=True,
)
@rule(
    'SZ115',
    on=tuple(f'{one}·' for one in CHINESE[2:-1]),
    pattern=rf'(?<![十\w])[二三四五六七八九十]·{CHINESE}{{1,3}}(?!\w*[斯特尔])',
    enters=True,
)
def dated_event(view: View, match: re.Match[str]) -> Finding | None:
    """用月日作名称的事件写法不合。数字写法加间隔号和引号：“3·15”；汉字只有一月、十一月、十二月用间隔号。依据 GB/T 15835—2011 5.1.6、5.2.3。

    “3·15”晚会、“一二·九”运动 → “3·15”晚会、“一二·九”运动
    """
    return _flag('SZ115', match)


@rule(
    'SZ116',
    on=(
        '农历',
        '阴历',
        '正月',
        '腊月',
        '冬月',
        '大年',
        *(f'{week}{one}' for week in ('星期', '礼拜', '周') for one in '123456'),
    ),
    pattern=r'(?:农历|阴历)(?:\d{4}年)?\d{1,2}月|(?:正月|腊月|冬月|大年|(?<=[农阴]历[一二三四五六七八九十]月))初?\d{1,2}(?!\d|[年月岁点时个])|(?:星期|礼拜|[每本上下]周)([1-6])(?![\d:：.月年个天次周%节堂场班集期更回趟轮例篇本份顿餐封件只小人斤元-])|(?<![\d第一二三四五六七八九十])周([1-6])(?=[上下晚早]|[，。、至到])',
)
def lunar_or_weekday(view: View, match: re.Match[str]) -> Finding | None:
    """农历月日、星期几用了阿拉伯数字。依据 GB/T 15835—2011 4.2.1、4.2.3。

    星期三、农历八月十五，正月里2个村，每周2节课 → 星期三、农历八月十五，正月里2个村，每周2节课
    """
    if day := match[1] or match[2]:
        return replace('SZ116', Span(*match.span(match.lastindex or 0)), day, DIGITS[int(day)], Fix.UNSAFE)
    return _flag('SZ116', match)


@rule(
    'SZ117',
    on=('.',),
    pattern=r'\.(?:(?<=[^\W\d_A-Za-z]\.)|(?<=～\.)|(?<=^\.))(\d+)(?=[%％倍米元亿万公吨克度亩毫厘平立升千秒]|个百分)',
    enters=True,
)
def bare_decimal(view: View, match: re.Match[str]) -> Finding | None:
    """小数点前少了0。依据 GB/T 15835—2011 5.1.2。

    增长0.5% → 增长0.5%
    提高.3个百分点 → 提高0.3个百分点
    学游泳.25米的泳道 → 学游泳.25米的泳道
    """
    if (
        is_han(view[match.start() - 1])
        and view[match.start() - 1] not in '长高低降升涨跌减少多约近仅为达占至到是宽厚深重了出差'
    ):
        return None  # 学会了游泳.25米的泳道……: a stop
    return replace('SZ117', Span(match.start(), match.start() + 1), '.', '0.', Fix.UNSAFE)


SOME = r'(?:\d|[一二两三四五六七八九十百千万半])'


@rule(
    'SZ120',
    on=(
        *('至少', '最少', '起码', '最多', '至多', '顶多', '不超过', '不得超过', '不能超过'),
        *(
            '不少于',
            '不得少于',
            '不低于',
            '不得低于',
            *(f'最{one}{other}' for one in '低高' for other in f'{DIGIT}需要为达'),
        ),
    ),
    beside=('以上', '以下', '以内', '之内', '最多不', '至多不', '最高不'),
    pattern=rf'(?:至少|最少|起码)[^，。；、]{{0,4}}{SOME}[^，。；、]{{0,5}}(?<!级)以上(?!述|就)|最低[需要为]?\d[^，。；、]{{0,4}}以上|不得?(?:少|低)于{SOME}[^，。；、]{{0,4}}以上'
    rf'|(?:最多|至多|顶多)[^，。；、]{{0,5}}{SOME}[^，。；、]{{0,5}}(?:以下|以内|之内)|最高[为达]?\d[^，。；、]{{0,4}}(?:以下|以内|之内)'
    rf'|不[得能]?超过{SOME}[^，。；、]{{0,4}}(?:以下|以内|之内)|(?:最多|至多)不[得能]?超过\d',
)
def clashing_bounds(view: View, match: re.Match[str]) -> Finding | None:
    """上限、下限说了两次：至少…以上、最多…以下、不超过…以内。语法性。

    至少50人才能成团。 → 至少50人才能成团。
    """
    return _flag('SZ120', match)


@rule('SZ122', on=('分之',), pattern=r'[一二三四五六七八九十百千万]分之\d[\d.]*|\d分之[\d一二三四五六七八九十]+')
def percent_mixed(view: View, match: re.Match[str]) -> Finding | None:
    """“百分之、几分之”和阿拉伯数字混用。写作20%或百分之二十、2/3或三分之二。依据 GB/T 15835—2011 5.3。

    百分之二十、三分之二 → 百分之二十、三分之二
    """
    return _flag('SZ122', match)


YEAR_FIGURES = '〇零○一二三四五六七八九OＯo0'


@rule(
    'YZ105',
    on=tuple(f'{one}{other}{unit}' for one in YEAR_FIGURES for other in YEAR_FIGURES for unit in '年级'),
    pattern=rf'[一二][{YEAR_FIGURES}]{{3}}(?:年|级(?!别))',
    enters=True,
)
def year_zero(view: View, match: re.Match[str]) -> Finding | None:
    """汉字年份里的“〇”写成了零、字母O、数字0或圆圈。依据 GB/T 15835—2011 5.2.5。

    二〇二一年 → 二〇二一年
    """
    year = match[0].translate(str.maketrans('零○OＯo0', '〇〇〇〇〇〇'))
    if year == match[0]:
        return None
    fix = Fix.SAFE if match[0].replace('○', '〇') == year else Fix.UNSAFE
    return replace('YZ105', Span(*match.span()), match[0], year, fix)
