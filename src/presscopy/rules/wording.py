"""YC101–105, YZ102, YZ104: words and characters that stand in a table. The search is `lexicon.py`; here is what each table holds."""

from __future__ import annotations

from collections.abc import Sequence

from presscopy.rules import lexicon
from presscopy.rules.registry import Family
from presscopy.rules.view import View
from presscopy.text.finding import Finding

FAMILY = Family()
rule = FAMILY.rule


@rule('YC101', waker=lexicon.waker('YC101'))
def variant_word(view: View) -> Sequence[Finding]:
    """异形词，没有用推荐词形。依据 GF 1001—2001 第一批异形词整理表、现代汉语词典。

    已经各自成词的（标识、连结、定单、红通通），人名地名里常见的（鸿福、丁宁、磁器口），不报。“帐”只在钱财义的词里报。

        开设一个帐户 → 开设一个账户
        编者案：本期 → 编者按：本期
        标志、标识系统 → 标志、标识系统
        筚路蓝缕 → 筚路蓝缕
        蚊帐、营帐、帐篷 → 蚊帐、营帐、帐篷
    """
    return lexicon.findings(view, 'YC101')


@rule('YC102', waker=lexicon.waker('YC102'))
def common_typo(view: View) -> Sequence[Finding]:
    """常见的错别字，三字四字的常用词颠倒了字序的。依据 现代汉语词典。

    两字正好分属前后两个词的（以|经济建设、按|装修方案、既|使人进步），不算。

        路灯按装到位 → 路灯安装到位
        覆盖率、盖覆率，工业器机人，过度业商化 → 覆盖率、覆盖率，工业机器人，过度商业化
        全面部暑防汛 → 全面部署防汛
        按装修方案施工 → 按装修方案施工
        以经济建设为中心 → 以经济建设为中心
        既使用方便，又省时间 → 既使用方便，又省时间
    """
    return lexicon.findings(view, 'YC102')


@rule('YC103', waker=lexicon.waker('YC103'))
def confusable(view: View) -> Sequence[Finding]:
    """两个词都有，用错了地方。依据 现代汉语词典。

    只在前后文能定的地方报：截止后面接时间，启示前面是招聘、寻人。

        截止目前，已有300户入住 → 截至目前，已有300户入住
        截止到目前，已有300户入住 → 截止到目前，已有300户入住
        群众反应强烈的问题，群众反应强烈 → 群众反映强烈的问题，群众反应强烈
        扫码后，即可查询，还可下载；群众强烈反映，接种反应情况 → 扫码后，即可查询，还可下载；群众强烈反映，接种反应情况
        坐位体前屈，检查机关食堂，制定出版计划 → 坐位体前屈，检查机关食堂，制定出版计划
        活动已于昨日截止。 → 活动已于昨日截止。
        发布招聘启示 → 发布招聘启事
        历史的启示 → 历史的启示
    """
    return lexicon.findings(view, 'YC103')


@rule('YC104', waker=lexicon.waker('YC104'))
def redundancy(view: View) -> Sequence[Finding]:
    """词义重复，或两种说法杂糅。语法性。

    去掉一字就通的给出改法，其余请编辑定。

        把设想付诸于行动 → 把设想付诸行动
        健儿们凯旋而归 → 健儿们凯旋而归
    """
    return lexicon.findings(view, 'YC104')


@rule('YC105', waker=lexicon.waker('YC105'))
def idiom_typo(view: View) -> Sequence[Finding]:
    """成语写错了字。依据 现代汉语词典。

    美仑美奂 → 美轮美奂
    迫不急待 → 迫不及待
    再接再厉 → 再接再厉
    """
    return lexicon.findings(view, 'YC105')


@rule('YZ102', waker=lexicon.waker('YZ102'))
def variant_character(view: View) -> Sequence[Finding]:
    """异体字、不规范字。依据 第一批异体字整理表、通用规范汉字表附件1。

    只报词里的：人名地名里的异体字不报。

        浩淼的湖面 → 浩渺的湖面
    """
    return lexicon.findings(view, 'YZ102')


@rule('YZ104', waker=lexicon.waker('YZ104'))
def misread_character(view: View) -> Sequence[Finding]:
    """简繁一对多，转错了字。依据 通用规范汉字表附件1。

    干隆年间 → 乾隆年间
    沈重打击 → 沉重打击
    乾隆、乾坤、树干 → 乾隆、乾坤、树干
    """
    return lexicon.findings(view, 'YZ104')
