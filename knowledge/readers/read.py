"""Page -> PageReading: walks the blocks once and hands each to the reader of its shape."""

from __future__ import annotations

from dataclasses import replace

from knowledge.lexicon import Lexicon
from knowledge.links import Resolver
from knowledge.model import Rank
from knowledge.page import Bullet, Fence, Heading, Line, Page, Table
from knowledge.readers.bullets import define_horizon, read_bullet
from knowledge.readers.codes import explain_codes
from knowledge.readers.folders import read_folders
from knowledge.readers.front_matter import read_front
from knowledge.readers.gantt import read_gantt
from knowledge.readers.headings import HeadingReader
from knowledge.readers.key_lines import read_line
from knowledge.readers.logs import in_passing, is_log, read_entry
from knowledge.readers.marks import by_legend, legend_of, with_known
from knowledge.readers.meanings import is_aside
from knowledge.readers.old_copies import is_old_copy
from knowledge.readers.page_dates import in_order, with_years
from knowledge.readers.reading import Desk, PageReading
from knowledge.readers.sections import is_plan, lists_nothing_else, read_members, read_sections
from knowledge.readers.tables import read_table


def read_page(page: Page, area: str, lexicon: Lexicon, resolver: Resolver) -> PageReading:
    """Everything `page` says; `area` is the folder it belongs to ("" for none)."""
    lexicon = in_order(page, lexicon)
    desk = Desk(page, area, lexicon, resolver, HeadingReader(page.path, page.commit, lexicon))
    desk.legend = legend_of(page, lexicon)
    desk.marks = with_known(desk.legend, lexicon)
    for block in page.blocks:
        if isinstance(block, Bullet):
            define_horizon(block, desk)
    _judge_plan(desk)
    log = is_log(page)
    _read_blocks(desk, log)
    read_front(desk)
    read_folders(desk)
    read_sections(desk)
    explain_codes(desk)
    if log:
        desk.mentions[:] = map(in_passing, desk.mentions)
    old = is_old_copy(page, lexicon)
    desk.mentions = with_years(desk.mentions, page, lexicon)
    return PageReading(
        page,
        area,
        tuple(desk.facts),
        desk.about,
        tuple(replace(m, rank=Rank.OLD_COPY) if old else m for m in (by_legend(m, desk) for m in desk.mentions)),
        tuple(desk.phases),
        tuple(desk.references),
        tuple(desk.notes),
        tuple(desk.problems),
        old,
        tuple(desk.roles),
    )


def _read_blocks(desk: Desk, log: bool) -> None:
    """Hand each block to the reader of its shape."""
    for block in desk.page.blocks:
        match block:
            case Heading():
                desk.label = None
                read_members(block, desk)
            case Line():
                read_line(block, desk)
            case Bullet() if log and block.checked is None:
                read_entry(block, desk)
            case Bullet():
                read_bullet(block, desk)
            case Table():
                read_table(block, desk)
            case Fence():
                read_gantt(block, desk)


def _judge_plan(desk: Desk) -> None:
    """On a page of plans that has nothing to tell items by, list entries are items, else headings with prose."""
    page = desk.page
    if not is_plan(page, desk.lexicon) or not lists_nothing_else(desk):
        return
    lists = any(isinstance(b, Bullet) and not is_aside(b.heading, desk) for b in page.blocks)
    desk.lists_plainly, desk.tells_plainly = lists, not lists
