"""What a page may have had to give up, for `presscopy rule`: each code with its reasons, in an editor's words."""

from __future__ import annotations

from collections.abc import Mapping

from presscopy.layout.break_ import Given

CODES = {
    Given.BOUND: 'PF201',
    Given.ADDRESS: 'PF205',
    Given.RUNT: 'PF202',
    Given.NUMBER: 'PF203',
    Given.STRICT: 'PF204',
    Given.WORD: 'PF205',
    Given.END: 'PF206',
    Given.START: 'PF207',
}
MISSING, FORCED, OVERSET, TITLE = 'PF101', 'PF208', 'PF209', 'PF210'

ORDER = """
断行先求各条都守住；守不住时按这个次序放弃：拉开的限度（PF201）和网址、邮箱不拆（PF205）两者取轻，段末孤字（PF202），
数和单位不拆（PF203），从严的行首禁则（PF204），外文词和数不拆（PF205），行末禁则（PF206），行首禁则（PF207）。行宽永不超过栏宽。"""

DOCS: Mapping[str, str] = {
    'PF101': """自己的字体和 presscopy 带的字体里都没有这个字。

版面上用〓占位，复制出来仍是原字；排完以 1 退出。请核对原稿，或用 --font 换一个有这个字的字体。""",
    'PF201': f"""一行的字距拉开超过八分之一字。

窄栏里数和单位、外文词不能拆，一行就可能排不满。改一两个字，或换一个栏宽，往往就好了。
{ORDER}""",
    'PF202': f"""段末一行只有一个字（带标点也算）。依据 CLREQ。
{ORDER}""",
    'PF203': f"""数和它的单位拆到了两行。依据 GB/T 15835—2011 5.1.7.2。单位有几个字的，第一个字跟着数走：“16.8万人/次”可以，“16.8万/人次”不行。
{ORDER}""",
    'PF204': f"""一行以——、……开头。国家标准只要求它们不拆开；从严的排法也不放在行首。依据 CLREQ。
{ORDER}""",
    'PF205': f"""外文词、数或网址、邮箱拆到了两行。网址尽量在 / . @ 之后拆。依据 GB/T 15835—2011 5.1.7.2。
{ORDER}""",
    'PF206': f"""前引号、前括号、前书名号在行末。依据 GB/T 15834—2011 5.1.3。
{ORDER}""",
    'PF207': f"""点号、后引号、后括号、后书名号、连接号、间隔号在行首。依据 GB/T 15834—2011 5.1.1—5.1.3、5.1.6、5.1.7。
{ORDER}""",
    'PF208': """栏末排不开，留下了标题，或一段只留一行在栏末、只带一行到下一栏。依据 CLREQ。

一栏的行数太少时才会这样。请加行数，或减标题。""",
    'PF209': """给定的页数（--pages）排不下全文，从这里起没有排进版面。

版面右下角标出“余几行未排”；排完以 1 退出。请删去这几行，或加页数、行数，换小一点的字号、行距。""",
    'PF210': """标题太长，按规定的字号一版放不下。

先逐级缩小字号；缩到正文字号以下会提示；再放不下，标题就随正文排在栏里，一行不丢。请改短标题，或换大一点的开张。""",
}
