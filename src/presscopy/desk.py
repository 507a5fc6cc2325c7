"""The desk: the stages in order, each a function from an article to findings. Safe findings are applied, and the next stage sees the result."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from presscopy.article import structure
from presscopy.article.article import Article, Edited, Ignore, Step, lines
from presscopy.config import House
from presscopy.rules import (
    consistency,
    grammar,
    headings,
    idioms,
    marks,
    numerals,
    optional,
    pairs,
    press,
    quotes,
    restore,
    seams,
    sequence,
    spacing,
    units,
    wording,
    words,
)
from presscopy.rules import house as house_words
from presscopy.rules.registry import Family, changes, settle, watched
from presscopy.rules.scan import Scan, Watched
from presscopy.rules.view import View
from presscopy.text.characters import characters_of
from presscopy.text.finding import Finding, Fix
from presscopy.text.span import Edit, EditRun, PositionMap, Revision, Span

if TYPE_CHECKING:
    from presscopy.report.located import Located

MARKS = (marks.FAMILY, pairs.FAMILY, quotes.FAMILY, sequence.FAMILY, spacing.FAMILY, numerals.FAMILY, units.FAMILY)
WORDS = (wording.FAMILY, idioms.FAMILY, grammar.FAMILY, words.FAMILY, headings.FAMILY, press.FAMILY, optional.FAMILY)
ROUNDS = 20  # most copy rests after two
MISREAD_ROUNDS = 6


def load(path: str | os.PathLike[str], encoding: str = '') -> Article:
    """The article in a file: plain text, Markdown or Word. The encoding of text is found by content unless named.

    Raises PressError for what is no copy, OSError for what cannot be opened.
    """
    from presscopy.formats import files

    with open(path, 'rb') as file:
        return files.read(file.read(), os.fspath(path), encoding)


def check(article: Article, house: House | None = None) -> list[Located]:
    """Every finding of the copy as it came, in the offsets of its text, each with what could be done."""
    from presscopy.report.located import located

    return located(edit(article, house))


def edit(article: Article, house: House | None = None, *, least: Fix = Fix.SAFE) -> Edited:
    """Run the desk's stages; each sees the text the one before left. First choices of class `least` or safer are applied."""
    desk = _through(article, house or House(), least)
    steps = tuple(desk.steps)
    for _ in range(AGAIN if least is Fix.UNSAFE else 0):
        # what an editor would decide may wake a rule of a stage before it: a line that ends on a comma now, a word joined
        again = _through(desk.article.looked_at_anew(), desk.house, least)
        if again.article.text == desk.article.text:
            break
        steps, desk = (*map(_what_was_done, steps), *again.steps), again
    return Edited(article, steps, desk.article, desk.severities())


AGAIN = 4


def _through(article: Article, house: House, least: Fix) -> Desk:
    """An article once through all stages."""
    desk = Desk(article, house, least)
    desk.restore()
    desk.structure()
    desk.script()
    desk.until_rest('marks', MARKS)
    desk.words()
    desk.consistency()
    desk.wishes()
    return desk


def _what_was_done(step: Step) -> Step:
    """A step without what was only shown: that is found again. What the reading of the file told stays."""
    if step.stage == 'read':
        return step
    done = [step.findings[i] for i in sorted(step.applied)]
    return step._replace(findings=tuple(done), applied=frozenset(range(len(done))))


def replayed(edited: Edited) -> str:
    """Whether replaying the recorded edits gives the result; returns what is broken, '' when all holds."""
    revision = edited.source.revision
    for step in edited.steps:
        if step.revision.text != revision.text:
            return f'{step.stage} 一步看到的不是上一步留下的文字'
        revision = revision.apply(changes(step.findings[i] for i in sorted(step.applied)))
    if revision.text != edited.article.text:
        return '按记录重放修改，得到的不是同一篇稿子'
    return ''


def promises(edited: Edited, house: House, least: Fix = Fix.SAFE) -> str:
    """Check the desk's promises on the user's own copy; returns what is broken, '' when all hold.

    Replaying the recorded edits gives the result, and a second edit of the result finds nothing more to fix.
    """
    if broken := replayed(edited):
        return broken
    again = edit(edited.article.afresh(), house, least=least)
    if again.article.text != edited.article.text:
        codes = sorted({step.findings[i].code for step in again.steps for i in step.applied})
        return f'再改一遍还有改动（{"、".join(codes)}）'
    return ''


def manuscript(edited: Edited) -> str:
    """The text of the file after the edits: for a marked-up file with all its markup, else the text itself."""
    if not edited.source.markup:
        return edited.article.text
    from presscopy.text.weave import Weave

    weave = Weave()
    for step in edited.steps:
        weave.add(step.revision.text, ((e, 0) for i in sorted(step.applied) for e in step.findings[i].choices[0].edits))
    source, cuts = edited.source.markup
    back = PositionMap(cuts)
    return Revision(source).apply(Edit(back.back(Span(hunk.start, hunk.end)), hunk.text) for hunk in weave.hunks).text


class Desk:
    """An article on its way through the stages, and the record of each step."""

    def __init__(self, article: Article, house: House, least: Fix) -> None:
        self.article, self.house, self.least = article, house, least
        self.wants, self.fixes = cache(house.wants), cache(house.fixes)  # asked of every finding
        self.steps: list[Step] = []
        self._ready: tuple[tuple[Span, ...], house_words.Stretches] | None = None
        self._looked: tuple[Article, Scan] | None = None
        # the wishes of the copy by where they begin, and how far those up to each reach
        self._wishes: tuple[tuple[Ignore, ...], list[int], list[int], list[int]] | None = None
        self._heeded: set[tuple[int, str]] = (
            set()
        )  # wishes of the copy (their number, and the code) that spared it a finding

    def restore(self) -> None:
        """Undo what converters and mail did: characters, glosses, broken runs, line ends."""
        from presscopy.script import gate

        if told := self._wanted(one for one in self.article.trouble if one.code != 'BM002'):
            self._record('read', (), told)
        self._characters()
        self._broken_runs()
        self._lost()
        if '(' in self.article.text:
            found = list(restore.glosses(self.article, gate.level, _simplify))
            self._close(found)
            self._take('restore', found)
        self._take('restore', restore.line_ends(self.article))

    def _characters(self) -> None:
        """What a wrong encoding made first, for it looks like invisible characters and odd marks; what was read wrongly twice comes back in two rounds."""
        for _ in range(MISREAD_ROUNDS):
            before = self.article.text
            found = list(restore.mojibake(self.article, _simplify))
            self._close(found)
            self._take('restore', found)
            if self.article.text == before:
                self._take('restore', restore.characters(self.article))
            if self.article.text == before:
                return

    def _lost(self) -> None:
        """Characters that are gone: what may have stood there is told, and the place is closed to all later stages."""
        if '?' in self.article.text or '\ufffd' in self.article.text:
            broken = [str(one.detail['after']) for one in self.article.trouble if one.code == 'BM002']
            found = list(restore.lost(self.article, _simplify, broken))
            self._close(found)
            self._take('restore', found)

    def _broken_runs(self) -> None:
        """Before the glosses go: they are the evidence. What stays in doubt is closed to all later stages."""
        if not restore.broken_marks(self.article.text):
            return
        found = list(restore.broken_runs(self.article, _simplify))
        self._close(found)
        self._take('restore', found)

    def _close(self, found: Sequence[Finding]) -> None:
        """Keep later stages out of what was found but is not undone, for doubt or because the house does not want it."""
        wanted = {id(one) for one in found if self._lets(one)}
        doubtful = (one.span for one in found if one.fix is not Fix.SAFE or id(one) not in wanted)
        self.article = self.article._replace(closed=(*self.article.closed, *doubtful))

    def _wanted(self, found: Iterable[Finding], offset: int = 0) -> list[Finding]:
        """The findings that the house and the copy want; what the house does not let be fixed is only shown."""
        guarded = self._closed() if self.house.keep or self.house.names else None
        wanted = []
        for one in found:
            if self._lets(one, offset) and not (guarded and _enters(one, offset, guarded)):
                wanted.append(one if self.fixes(one.code) else _shown_only(one))
        return wanted

    def _closed(self) -> house_words.Stretches:
        """What is closed to the rules, ready to be asked; made anew when the article has another."""
        if self._ready is None or self._ready[0] is not self.article.closed:
            self._ready = self.article.closed, house_words.Stretches(self.article.closed)
        return self._ready[1]

    def _lets(self, one: Finding, offset: int = 0) -> bool:
        """Whether the house wants the finding and the copy does not say that it should be spared."""
        if not self.wants(one.code):
            return False
        for n in self._sparing(one.span.start + offset) if self.article.ignores else ():
            if fit := [code for code in self.article.ignores[n].codes if one.code.startswith(code)]:
                self._heeded.update((n, code) for code in fit)
                return False
        return True

    def _sparing(self, place: int) -> list[int]:
        """The wishes of the copy that are about a place, by their numbers."""
        ignores = self.article.ignores
        if self._wishes is None or self._wishes[0] is not ignores:
            order = sorted(range(len(ignores)), key=lambda n: ignores[n].span.start)
            starts = [ignores[n].span.start for n in order]
            self._wishes = ignores, order, starts, [*accumulate((ignores[n].span.end for n in order), max)]
        _, order, starts, furthest = self._wishes
        found = []
        i = bisect_right(starts, place)
        while i and furthest[i - 1] >= place:
            i -= 1
            if ignores[order[i]].span.end >= place:
                found.append(order[i])
        return sorted(found)

    def structure(self) -> None:
        """Give every line its role; a line broken in mid-sentence is known only then."""
        self.article = structure.assign(self.article)
        before = self.article.text
        self._take('restore', restore.broken_lines(self.article))
        if self.article.text != before:
            self.article = structure.assign(self.article)

    def script(self) -> None:
        """Traditional to Simplified, in the lines that are Traditional."""
        self.article = house_words.kept(self.article, self.house.keep)
        self._converted()
        if self.house.names:
            from presscopy.script import gate

            self._take('script', house_words.names(self.article, self.house.names, gate.is_traditional_only))
        self.article = house_words.kept(self.article, (name for _, name in self.house.names))
        # before the marks: 5-8裏 is a range only when the measure is known
        self._take('script', self._residues())

    def _converted(self) -> None:
        if self.house.script == 'off' or self.article.text.isascii():
            return
        from presscopy.rules import script
        from presscopy.script.convert import Converter

        foreign = list(script.foreign(self.article))
        self._close(foreign)
        self._take('script', foreign)
        self._take(
            'script', script.conversions(self.article, Converter(self.house.script, overrides=dict(self.house.names)))
        )

    def words(self) -> None:
        """Characters and words of the Simplified text."""
        if self.house.script != 'off' and not self.article.text.isascii():
            from presscopy.rules.script import outside

            self._take('words', outside(self.article))
        self._take('words', house_words.words(self.article, self.house.words))
        self.until_rest('words', WORDS)

    def consistency(self) -> None:
        """What one place of the article says against another, or against the calendar."""
        if any(map(self.wants, consistency.CODES)):
            self._take('consistency', consistency.consistency(self.article))
        if self.wants('KG103'):
            self._take('consistency', consistency.spacing(self.article.text))

    def wishes(self) -> None:
        """Marks in the copy that spared it nothing, or name no rule."""
        if self.article.ignores:
            from presscopy.rules import wishes

            found = wishes.unheeded(self.article, self._heeded, self.house)
            self._record('wishes', (), [one for one in found if self.wants(one.code)])

    def severities(self) -> dict[str, str]:
        """The level of each code found to which the house gives another than the catalogue."""
        if not self.house.severities:
            return {}
        found = {one.code for step in self.steps for one in step.findings}
        return {code: level for code in found if (level := self.house.severity(code))}

    def _residues(self) -> Iterable[Finding]:
        from presscopy.script import gate

        residue = {char for char in characters_of(self.article.text) & gate.sets()[0] if char > '\u3400'}
        if not residue or self.house.script == 'off':
            return []
        table = {char: _simplify(char) for char in residue}
        found: list[Finding] = []
        for block in self.article.blocks:
            text = self.article.of_block(block)
            if residue.isdisjoint(text) or gate.classify(text) == 'japanese':
                continue
            view = View(text, block.role, block.span.start, '', self._closed().within(block.span))
            one: Iterable[Finding] = words.residues(view, table)
            if self.article.seams:
                one = seams.kept(one, self.article.seams, block.span.start)
            now, later = settle(one, block.span.start, Fix.SAFE)
            found += now + later
        return found

    def _take(self, stage: str, findings: Iterable[Finding]) -> None:
        """Record the findings of one look at the whole article, folded by block, and apply those that may be."""
        wanted = self._wanted(findings)
        if self.article.seams:
            wanted = list(seams.kept(wanted, self.article.seams))
        if not wanted:
            return
        now: list[Finding] = []
        later: list[Finding] = []
        for group in _by_block(self.article, wanted):
            if any(one.detail.get('count') for one in group):
                # the script stage has folded its changes itself, and they do not overlap
                now += [one for one in group if one.changes(self.least)]
                later += [one for one in group if not one.changes(self.least)]
            else:
                applied, others = settle(group, 0, self.least)
                now, later = now + applied, later + others
        self._record(stage, now, later)

    def _record(self, stage: str, now: Sequence[Finding], later: Sequence[Finding]) -> None:
        self.steps.append(Step(stage, self.article.revision, (*now, *later), frozenset(range(len(now)))))
        after = self.article.apply(changes(now))
        if stage == 'restore' and after.text != self.article.text:
            after = after._replace(blocks=lines(after.text))
        self.article = after

    def until_rest(self, stage: str, families: Sequence[Family]) -> None:
        """Run the families over the blocks until nothing more may be applied; then over changed blocks only."""
        least = Fix.SAFE
        todo: set[int] | None = None
        for _ in range(ROUNDS):
            last = least == self.least
            now, later, changed = self._round(families, todo, least, last)
            if now or later:
                count = len(self.article.blocks)
                self._record(stage, now, later)
                todo = changed if count == len(self.article.blocks) else None
            if not now:
                if last:
                    return
                least, todo = self.least, None

    def _scan(self, numbers: Sequence[int]) -> Scan:
        """The blocks of these numbers to be looked through; what was found in them stays good until text or roles change."""
        article = self.article
        if self._looked and self._looked[0] is article and len(numbers) == len(article.blocks):
            return self._looked[1]
        blocks = article.blocks
        texts = [article.of_block(blocks[n]) for n in numbers]

        def view(i: int) -> View:
            n, block = numbers[i], blocks[numbers[i]]
            beside = [article.of_block(blocks[m]) if 0 <= m < len(blocks) else '' for m in (n - 1, n + 1)]
            return View(texts[i], block.role, block.span.start, beside[1], self._closed().within(block.span), beside[0])

        scan = Scan(texts, [blocks[n].role for n in numbers], view, _watched(), characters_of(article.text))
        self._looked = (article, scan) if len(numbers) == len(blocks) else None
        return scan

    def _round(
        self, families: Sequence[Family], todo: set[int] | None, least: Fix, last: bool
    ) -> tuple[list[Finding], list[Finding], set[int]]:
        now: list[Finding] = []
        later: list[Finding] = []
        changed: set[int] = set()
        blocks = self.article.blocks
        numbers = range(len(blocks)) if todo is None else sorted(todo)
        scan = self._scan(numbers)
        every: dict[int, list[Finding]] = defaultdict(list)
        for family in families:
            for i, some in family.findings(scan, self.wants).items():
                every[numbers[i]] += some
        for n in sorted(every):
            offset = blocks[n].span.start
            found: Iterable[Finding] = self._wanted(every[n], offset)
            if self.article.seams:
                found = seams.kept(found, self.article.seams, offset)
            applied, others = settle(found, offset, least)
            now += applied
            if applied:
                changed.add(n)
            elif last:
                later += others
        return now, later, changed


@cache
def _watched() -> Watched:
    """What is looked for in one pass for the rules of both stages: most copy goes through the second as it left the first."""
    return watched((*MARKS, *WORDS))


def _by_block(article: Article, findings: Sequence[Finding]) -> Iterable[list[Finding]]:
    """The findings in order of place, those of one block together."""
    starts = [block.span.start for block in article.blocks]
    groups: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.span):
        groups.setdefault(bisect_right(starts, finding.span.start), []).append(finding)
    return groups.values()


def _enters(one: Finding, offset: int, guarded: house_words.Stretches) -> bool:
    """Whether a finding is about words that the house keeps, or would change them."""
    if guarded.holds(one.span.shifted(offset)):
        return True
    edits = one.choices[0].edits if one.choices and not isinstance(one.choices[0].edits, EditRun) else ()
    return any(guarded.meets(edit.span.shifted(offset)) for edit in edits)


def _shown_only(finding: Finding) -> Finding:
    """The same finding, its choices for nobody to apply."""
    return finding._replace(choices=tuple(choice._replace(fix=Fix.NONE) for choice in finding.choices))


def _simplify(text: str) -> str:
    from presscopy.script.convert import by_table

    return by_table(text)
