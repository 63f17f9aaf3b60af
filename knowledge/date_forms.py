"""The forms of single dates: "Q3 FY26", "3rd March 2027", "KW 12/2027", "2027年第3四半期".

One short pattern a form, in a table; the first that fits counts. The year may be missing. Lists
of words stand in braces and come from the lexicon. All patterns are matched against text that
`level` has made plain. What the parts of a form mean: knowledge/single_dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LETTER = "[0-9a-z_\u00c0-\u024f]"
"""What may not touch a date. Signs of Chinese and Japanese may, since words there have no spaces."""

_PIECES = {
    "letter": LETTER,
    "e": rf"(?!{LETTER})",
    "day": r"(?:[12]\d|3[01]|0?[1-9])",
    "mon": r"(?:1[0-2]|0?[1-9])",
    "nth": r"st|nd|rd|th|º|ª|°|er|\.",
    # a year in front: "2027-Q1", "FY26 H1", "27H1", "FY25/26 Q1", "2027年Q1"
    "lead": r"""(?:(?:(?:(?P<fy0>{fiscal})|(?P<cy0>{calendar}))[\ -]?'?(?P<y0>20\d\d|\d\d)(?:[-/](?P<y0to>\d\d))?
            |'?(?P<y1>20\d\d)|'(?P<y2>\d\d)|(?P<y3>[1-4]\d)(?=[a-z]))(?:\ ?[-/,.]\ ?|\ ?(?:{year_mark})\ ?|\ )?)""",
    # a year behind: "Q3 2027", "Q3'27", "Q3/27", "Q3 FY26", "Q3 of 2027", "Q3 (2027)"
    "tail": r"""(?:[\ ,/(-]{{0,2}}(?:(?:{of})\ )?(?:(?P<fy>{fiscal})|(?P<cy>{calendar}))[\ -]?'?(?P<y4>20\d\d|\d\d)
              (?:[-/](?P<y4to>\d\d))?(?!\d)
            |(?:,?\ +(?:(?:{of})\ ){{0,2}}|\ ?[,/(-]\ ?|[.]|)'?(?P<y5>20\d\d)(?![\d%]|[.]\d)
            |(?:\ ?'|/|-|\ (?=[23]\d\s*(?:$|[),;:|/+-]))|)(?P<y6>[1-4]\d)(?!{letter}|[%.]\d|%))?""",
    # a year behind a month: "March 2027", "March of 2027", "Mar-27", "Mar '27"
    "of_year": r"""(?:(?:,?\ (?:(?:{of})\ ){{0,2}}|[-/]|,)'?(?P<y>20\d\d)(?!\d|[.]\d)|[\ /-]?'(?P<yq>\d\d)(?!\d)
            |(?<=/)(?P<yb>20\d\d|[2-3]\d)(?!\d))""",
}

_FORMS: dict[str, str] = {
    # 2027-03-24, 2027/3/24, 2027.03.24
    "iso": r"(?P<y>20\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>{day})(?!\d|[-.]\d|/\d(?!\d\d\d))",
    # 24/03/27, 03/30/2027, 24.03.2027
    "slash": r"""(?<!\d[.,])(?P<a>[0-3]?\d)(?P<s>[-/.])(?P<c>[0-3]?\d)(?P=s)
        (?:(?P<y>20\d\d)|(?:(?<=/)|(?<=\d\d[.]\d\d[.]))(?P<yy>[1-4]\d))(?!\d|[-/.]\d|[a-z])""",
    # 2027年3月, 2027年1月-3月, 3月15日, 2027年第3四半期, 2027年上半年
    "signs": r"""(?:(?P<y>20\d\d(?=\ ?(?:{halves}|第|{year_mark}))
        |[1-4]\d(?=\ ?(?:{year_mark})))\ ?(?:{year_mark})?(?:の|的)?[\ ,]?)?
        (?:(?P<h>{halves})|第?\ ?(?P<q>[1-4]|{ordinals})\ ?[个個]?(?:{quarter_sign})|第\ ?(?P<w>\d\d?)\ ?(?:{week_sign})
        |(?P<sn>{season_sign})|(?:(?P<m0>{mon})\ ?[-~]\ ?)?(?P<m>{mon})\ ?(?:{month_sign})
        (?:\ ?(?P<d>{day})\ ?(?:{day_sign}))?)""",
    # 2027年, 2027 年底, 2027年度, FY2027年度; not 2027年Q3
    "sign_year": r"(?:{fiscal})?(?P<y>20\d\d)\ ?(?P<ym>{year_mark})(?!\ ?(?:{quarter}|{half}|{week})\ ?\d|\d)",
    # Q3 2027, 2027-Q3, Q3'27, Q1-2 2027, T3 2026, Quartal 3/2027
    "quarter": r"""{lead}?(?P<mark>{quarter})[\ -]?(?P<n>[1-4])
        (?:(?:\ ?[-/&+]\ ?|\ (?:{joins})\ )(?P<to>[1-4])(?!\d))?{tail}{e}""",
    # 3Q26, 1T 2027
    "quarter_behind": r"{lead}?(?P<n>[1-4])(?:{quarter_letter}){tail}{e}",
    # H1 2027, 2027/H1, S2 2027
    "half": r"""{lead}?(?P<mark>{half})[\ -]?(?P<n>[12])
        (?:(?:\ ?[-/&+]\ ?|\ (?:{joins})\ )(?P<to>[12])(?!\d))?{tail}{e}""",
    # 1H26, 2S 2027
    "half_behind": r"{lead}?(?P<n>[12])(?:{half_letter}){tail}{e}",
    # W32 2027, 2027-W32, KW 12, week 7 of 2027, Week 5-6
    "week": r"""{lead}?(?P<mark>{week})\.?[\ -]?(?P<n>[1-4]\d|5[0-3]|0?[1-9])(?!\d)
        (?:\ ?[-/&+]\ ?(?:(?:{week})\ ?)?(?P<to>[1-4]\d|5[0-3]|0?[1-9])(?!\d))?{tail}{e}""",
    # 12. KW 2027
    "week_behind": r"(?P<n>[1-4]\d|5[0-3]|0?[1-9])\.\ ?(?P<mark>{week}){tail}{e}",
    # third quarter of 2026, 1er trimestre 2026, 2. Halbjahr FY27
    "ordinal": r"""(?P<n>{ordinals}|[1-4](?:{nth}|e|o|a|ème|ère))\ (?P<u>{units})(?!{letter})
        (?:,?\ (?:(?:{of})\ ){{0,2}}(?:(?P<fy>{fiscal})[\ -]?|(?P<cy>{calendar})[\ -]?)?
        '?(?P<y>20\d\d|(?<=['a-z])\d\d)(?!\d))?""",
    # 3rd March 2027, 24-Mar-27, 3 de marzo de 2027, 1st - 2nd March, 24. März
    "day_month": r"""(?:(?P<d0>{day})(?:{nth})?(?:\ ?[-~&]\ ?|\ (?:{joins})\ )(?:(?:{weekdays})\.?,?\ )?)?
        (?P<d>{day})(?:{nth})?[-\ /]?(?:(?:{of})\ )?(?P<m>{months})(?:\.|(?!{letter}))
        (?:{of_year}|(?<=-[a-z][a-z][a-z])-(?P<yy>[1-4]\d)(?!\d)|(?<=/[a-z][a-z][a-z])/(?P<yz>[1-4]\d)(?!\d))?""",
    # March 3rd, 2027, Mar 4-6 2027
    "month_day": r"""(?P<m>{months})(?:\.\ ?|\ )(?P<d0>{day})(?:{nth})?(?![\d:]|[.]\d)
        (?:(?:\ ?[-~&]\ ?|\ (?:{joins})\ )(?P<d>{day})(?:{nth})?(?![\d:%/.-]|\ (?:{months})))?{e}
        (?:,?\ (?:(?:{of})\ )?(?P<y>20\d\d)(?!\d)|,?\ ?'(?P<yq>\d\d)(?!\d))?""",
    # 2027-Mar-04, 2027 March
    "year_month_name": r"""(?P<y>20\d\d)(?:[-/]|,?\ )(?P<m>{months})(?:\.|(?!{letter}))(?!\ ?'?20\d\d)
        (?:[-\ /](?P<d>{day})(?:{nth})?(?!\d|{letter}|\ ?[%+]))?""",
    # March 2027, Mar-27, marzo del 2027
    "month": r"(?P<m>{months})(?:\.|(?<=/)|(?!{letter}))(?:{of_year}|[-/](?P<yy>[23]\d)(?!\d|[-/]))?",
    # 03/2027, 3.2027
    "month_year": r"(?<!\d[.,])(?P<m>{mon})[-/.](?P<y>20[1-4]\d)(?!\d|[-/.]\d)",
    # 2027-03, 2027.03
    "year_month": r"(?P<y>20[1-4]\d)[-/.](?P<m>0[1-9]|1[0-2])(?!\d|[-/.]\d|[a-z])",
    # summer 2027, 2027 winter, winter 2026/27
    "season": r"""(?:(?P<y0>20\d\d)\ )?(?P<n>{seasons})(?!{letter})
        (?:(?:(?:\ (?:{of})){{0,2}}\ |[-/])'?(?P<y>20\d\d)(?:[-/](?P<to>20\d\d|\d\d))?(?!\d)
        |\ ?'(?P<yq>\d\d)(?!\d))?""",
    # 2027, FY27, FY25/26, CY 2027, 2027-28
    "year": r"""(?:(?<![\w.,$€£¥#&/:@=+-])(?<![qh]\d\ )|(?<=[/:~]\ )|(?<=[~\u3000-\u9fff])
        |(?<=\d{{4}}[-/])|(?<=q\d[-/])|(?<=h\d[-/])|(?<=\ [-+])|(?<=[)>]-)|{behind_part})
        (?:(?:(?P<fy>{fiscal})|(?P<cy>{calendar}))[\ -]?'?)?
        (?P<y>20[1-3]\d|(?<=[a-z])\d\d|(?<=[a-z]')\d\d|(?<=[fc]y\ )\d\d)
        (?:[-/](?P<to>20[1-4]\d|[1-4]\d)(?!\d|[-/]\d|[.]\d))?
        (?!{letter}|%|\ ?(?:{measures})(?!{letter})
        |-(?!(?:{onwards}|{open_ends}|{joins})(?!{letter}))[a-z](?![1-4])|,\d{{3}}|[.:]\d)""",
}


def pattern_of(lists: Mapping[str, str]) -> str:
    """All forms as one verbose pattern; the group named like a form says which one it was.

    The groups inside carry the form's name in front ("quarter__n"). `lists` are the words of
    the lexicon, each list as the alternatives of a pattern.
    """
    parts = (part for part in lists["parts"].split("|") if part.isalpha())
    known = {**lists, **_PIECES, "behind_part": "|".join(f"(?<={part}-)" for part in parts) or "(?!)"}
    for name in ("lead", "tail", "of_year"):
        known[name] = _PIECES[name].format(**known)
    forms = {name: _named(name, form.format(**known)) for name, form in _FORMS.items()}
    year = forms.pop("year")
    return rf"(?<!{LETTER})(?:{'|'.join(forms.values())})|{year}"


def _named(form: str, pattern: str) -> str:
    inside = re.sub(r"\(\?P(<|=)(\w+)", rf"(?P\g<1>{form}__\g<2>", pattern)
    return f"(?P<{form}>{inside})"
