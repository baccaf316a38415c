"""The grammar of dating expressions, the same for every language: a table of patterns over roles.

A pattern is a regular expression whose letters are lexemes. `<role>` is a lexeme with that role, `{role}`
one that belongs to the expression and gives its values, `<^role>` one without the role, `NAME` a macro.
An expression reaches from its first to its last captured lexeme. Every repetition is bounded, so matching
is linear. Where two rules match at one place, the one that stands first in the table wins.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MACROS", "RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the shape of the expressions it finds; shape `none` finds what dates nothing."""

    name: str
    shape: str
    pattern: str
    needs: str = ""
    """A condition on the language: `month_first`, `capital_nouns`, `bare_days`, `inside`, `loose`."""


MACROS = {
    "WEEKDAY": r"(?:{weekday}|{wabbr}<dot>?)",
    "MONTH": r"(?:{month}<dot>?|{mrisky}<dot>?|{mabbr}<dot>?)",
    "DAY": r"(?:{day}<dot>?|{dayord}|{dayword}|{dayname}|{day}(?:<dash>|<colon>|<dot>)<dsuffix>|"
    r"{day}<daysign>)",
    "YEAR": r"(?:{year}(?:<dash><ysuffix>)?|{twoyears}|<apostrophe>{yy})",
    "TIME": r"(?:<comma>?<at>?<at>?(?:{time}{clock}?|{dmdot}{clock}|{hour}{clock}|<open>{time}{clock}?{zone}?"
    r"{close}){zone}?)",
    "PART": r"(?:<comma>?<dpprep>?<dpprep>?{edge}?{daypart})",
    "TAIL": r"(?:PART?TIME?PART?)",
    "NTH": r"(?:{day}<dot>|{dayord}|{dayword})",
    "COUNT": r"(?:{num}{plus}?|{number}|{few}<of>?)",
    "HOURS": r"(?:(?:{num}|{number}){hunit})",
    "UNIT": r"(?:{unit}|{dunit}|{plural})",
    "AMOUNT": r"(?:COUNT UNIT|{amount})",
    "ROUGHLY": r"(?:{about}?<fuzz>?<fuzz>?(?:(?:<num>|<number>)(?:<to>|<dash>|<and>))?)",
    "SINGLE": r"(?:{unit}|{dunit})",
    "CUT": r"(?:<slash>|<dash>)",
    "WORD": r"(?:<lower>|<upper>|<known>)",
    "OTHER": r"(?:{before}{yunit}|{yunit}{after}|{ydeictic})",
    "INYEAR": r"(?:<comma>?<of>?<the>?<of>?(?:{yearword}?YEAR|OTHER))",
    "EDGE": r"(?:{edge}<dash>?<of>?<the>?)",
    "SOLID": r"(?:MONTH(?:<slash>?{month})?|{mpre}<dot>?)",
    "DAYX": r"(?:DAY|{dayany}|{day}<dash><lower>)",
    "YEARX": r"(?:{year}|{yearany})",
    "GAP": r"(?:(?:<open><lower><close>|<dash>)?<lower>?(?:<lower>|<apostrophe>|<dot>)?<comma>?)",
    "PREYEAR": r"(?:(?:{year}|{era}{num}|{yy}(?=<ymark>(?:<mon><mmark>|<quarter>))){ymark}<of>?|"
    r"{ydeictic}<of>?|{before}{yunit}<of>?)",
    "MDAY": r"(?:{mon}{mmark}<of>?{day}{dmark}(?:(?:<open>?<comma>?|<of>)(?:{wabbr}|{weekday}){close}?)?)",
    "PREMONTH": r"(?:{before}{munit}|{mdeictic}|{munit}{after})",
    "INNER": r"(?:MONTH<the>?DAY(?:<comma>?YEAR)?|DAY<of>?MONTH INYEAR?|MONTH INYEAR?|{fd}|{yearword}?{year}"
    r"|{before}{unit}|{unit}{after}|{unit}(?!<after>))",
    "HEAD": r"(?:{before}?WEEKDAY<comma>?<the>?<the>?<of>?)",
    "NAMED": r"(?:<comma>?{weekday})",
}
"""Names for parts of patterns; one may hold others."""

_LICENSE = r"(?<=<in>|<about>|<since>|<until>|<earlier>|<later>|<from>)"
_BLOCK = r"(?!<measure>|<unit>|<dunit>|<plural>|<month>|<slash>)"

RULES = (
    # What looks like a date and is a habit, or a word of another meaning.
    Rule("every marked month", "none", r"<every><unit>?<mon><mmark>(?:<day><dmark>)?"),
    Rule("every", "none", r"<every><the>?(?:<num>|<number>|<dayord>|<dayword>)?<of>?"
         r"(?:<weekday>|<unit>|<dunit>|<plural>|<daypart>|<month>|<weekend>|<season>)PART?TIME?"),
    Rule("habit", "none", r"<habit>"),
    Rule("no date", "none", r"<nodate>"),
    Rule("title", "none", r"<title><deictic>"),
    Rule("noun", "none", r"(?<=WORD)<noun>"),
    # Two days or months that share what stands once.
    Rule("days to days", "range", r"HEAD?DAY(?:{dash}|{to})HEAD?<the>?DAY<of>?MONTH<of>?INYEAR?TAIL?"),
    Rule("days to days of this month", "range", r"HEAD?{day}(?:{dash}|{to})<the>?{day}<of>?<the>?PREMONTH|"
         r"(?<=<between>)<the>?{day}{and}<the>?{day}<of>?<the>?PREMONTH|"
         r"PREMONTH<of>?{day}{dmark}?(?:{dash}|{to}){day}{dmark}"),
    Rule("between days", "range", r"(?<=<between>)<the>?DAY{and}<the>?DAY<of>?MONTH INYEAR?"),
    Rule("month days to days", "range",
         r"MONTH DAY(?:{dash}|{to})<the>?DAY(?!<of>?<month>)(?:<comma>?YEAR)?",
         needs="month_first"),
    Rule("months", "range", r"MONTH(?:{dash}|{to})MONTH<of>?YEAR|(?<=<from>)MONTH(?:{dash}|{to})MONTH"),
    Rule("between months", "range", r"(?<=<between>)MONTH{and}MONTH(?:<of>?YEAR)?"),
    Rule("years", "range", r"(?<!<dash>){yearword}?{year}(?:{dash}|{to}){year}(?!<dash>|<measure>)"),
    # Days and months that stand in a list share what stands once, at its end.
    Rule("listed day", "date", r"HEAD?{day}<dot>?(?=(?:<comma>(?:<num>|<dayord>)<dot>?){0,4}<comma>?<and>"
         r"<the>?(?:<num>|<dayord>)<dot>?<of>?MONTH INYEAR?)"),
    Rule("listed month", "month", r"{month}(?=<and><in>?<month><of>?{year})"),
    Rule("numeric days", "range", r"{dm}{dash}(?:{fd}|{dm}(?:<comma>?{year})?)|"
         r"(?<=<from>){dm}{to}(?:{dm}|{fd})|(?<=<between>){dm}{and}(?:{dm}|{fd})"),
    Rule("marked days", "range",
         r"PREYEAR?{mon}{mmark}{day}{dmark}?(?:{dash}|{to})(?:{mon}{mmark})?{day}{dmark}|"
         r"{year}{ymark}(?:{dash}|{to}){year}{ymark}(?!<mon><mmark>)|"
         r"PREYEAR?{mon}{mmark}(?:{dash}|{to})(?:{year}{ymark})?{mon}{mmark}"),
    # A part of a year behind the year ("2019 summer", in Hungarian and Hindi), a part before its number.
    Rule("year and its part", "quarter", r"{year}<of>?{quarter}"),
    Rule("year and its season", "season", r"{year}<of>?{season}"),
    Rule("year and its edge", "year", r"{year}<of>?{edgeafter}"),
    Rule("year and its feast", "holiday", r"{year}<of>?{holiday}", needs="inside"),
    Rule("n units up to now", "ago", r"COUNT{unitago}"),
    # Parts of longer spans.
    Rule("within behind", "within",
         r"{unit}{dayword}(?:{of}<the>?<of>?)?(?:MONTH INYEAR?|{yearword}?{year})"),
    Rule("within", "within",
         r"(?:NTH|{before}){unit}{of}<the>?<of>?INNER|"
         r"(?:NTH|{before})COUNT(?:{plural}|{unit}|{dunit}){of}<the>?<of>?INNER|"
         r"(?:{before}|NTH)COUNT{plural}{before}{unit}|"
         r"(?:NTH|{before}){dunit}{of}<the>?(?:MONTH INYEAR?|{before}{munit})|"
         r"(?:{wunit}|{weekend}){of}<the>?<of>?(?:MONTH<the>?DAY INYEAR?|DAY<of>?MONTH INYEAR?|{fd})|"
         r"(?<=<the>){wunit}{since}(?:MONTH<the>?DAY INYEAR?|DAY<of>?MONTH INYEAR?|{fd})|"
         r"(?:NTH|{before}){weekday}{of}<the>?<of>?(?:MONTH INYEAR?|{before}{unit}|{year})|"
         r"{wunit}{of}<the>?(?:{dayord}|{day}(?:<dot><dsuffix>)?)(?=<stop>|$)"),
    # Full dates.
    Rule("slashed", "date", r"HEAD?(?:{day}CUT SOLID CUT(?:{year}|{yy})|"
         r"{year}CUT(?:SOLID CUT{day}|{day}CUT SOLID)|{mabbr}<slash>{day}(?!<slash>)|"
         r"SOLID CUT(?:{day}CUT(?:{year}|{yy})|{year}CUT{day})|{year}<dash>{mon}<dash>{day})TAIL?"),
    Rule("spaced numeric", "date", r"HEAD?(?:{day}<dot>{mon}<dot>{year}|(?<!<num>){day}{mon}{year}(?!<num>)|"
         r"{year}<dot>{mon}<dot>{day}<dot>?)TAIL?"),
    Rule("solid day month", "date",
         r"HEAD?<the>?DAYX<dot>?<of>?<of>?SOLID<of>?<comma>?<of>?<the>?YEARX NAMED?TAIL?"),
    Rule("solid month day", "date",
         r"HEAD?SOLID<the>?<of>?DAYX<dot>?<comma>?<of>?<of>?YEARX(?!<dash><num>)TAIL?"),
    Rule("solid year first", "date", r"HEAD?YEARX<dot>?<comma>?<yearword>?<of>?<dot>?"
         r"(?:SOLID<of>?DAYX(?!<measure>)<dot>?|{day}<dot>?SOLID)<of>?<dot>?NAMED?TAIL?"),
    Rule("loose date", "date",
         r"HEAD?(?:DAYX GAP SOLID GAP YEARX(?:GAP{weekday})?|SOLID GAP DAYX GAP YEARX(?:GAP{weekday})?|"
         r"YEARX GAP(?:SOLID GAP DAYX|DAYX GAP SOLID)(?:GAP{weekday})?|"
         r"{year}<dash>?<lower>{mon}<dash><lower><lower>?{day}(?:<dash><lower>)?)TAIL?",
         needs="loose"),
    Rule("weekday (date)", "date",
         r"(?:{before})?WEEKDAY PART?<comma>?<open>"
         r"(?:{dm}|{dmdot}<dot>?|{fd}|SOLID<dash>?{day}|{day}<dot>?<of>?MONTH<dot>?YEAR?){close}TAIL?"),
    Rule("deictic (date)", "date", r"{deictic}<comma>?<open>(?:{dm}|{dmdot}<dot>?|{fd}){close}TAIL?|"
         r"{deictic}<comma>{fd}TAIL?"),
    Rule("year marks", "date",
         r"PREYEAR MDAY TAIL?"),
    Rule("year then day month", "date", r"PREYEAR DAY<of>?MONTH TAIL?"),
    Rule("year then month", "month", r"PREYEAR(?:MONTH(?!<num>){edgeafter}?|EDGE MONTH)"),
    Rule("year then season", "season", r"PREYEAR(?:{season}{edgeafter}?|EDGE{season})"),
    Rule("year then quarter", "quarter", r"PREYEAR{quarter}"),
    Rule("month marks", "date", r"MDAY TAIL?"),
    Rule("year month day mark", "date", r"PREYEAR{mon}{mmark}{day}(?=<stop>|$)"),
    Rule("year month mark", "month", r"PREYEAR{mon}{mmark}<of>?{edgeafter}?"),
    Rule("part of marked year", "quarter", r"PREYEAR(?:{quarter}|{partafter})"),
    Rule("season of marked year", "season", r"PREYEAR{season}"),
    Rule("season of year ago", "season", r"(?<=<agopost><of>){season}", needs="inside"),
    Rule("edge of marked", "month", r"(?:PREYEAR|PREMONTH<of>?)?{mon}{medge}"),
    Rule("edge of marked year by unit", "year", r"{year}{yedge}"),
    Rule("edge of relative", "week",
         r"(?:{mdeictic}|{wdeictic}|{before}(?:{munit}|{wunit}))<of>?{edgeafter}"),
    Rule("decade of century", "decade", r"{num}{century}<of>?(?:{decadeword}|{yy}{decadesuf}){edgeafter}?"),
    Rule("counted century", "century", r"{num}{century}{edgeafter}?", needs="inside"),
    Rule("edge of marked year", "year", r"PREYEAR{edgeafter}"),
    # What stands behind the longer span it lies in (`behind.py`); alone only as the 31st week of a year.
    Rule("nth part", "part", r"(?:{ordpre}{num}|{dayword})<counter>?(?:{wunit}|{weekday}PART?|{dunit})|"
         r"(?<=<dmark><of>){wunit}", needs="inside"),
    Rule("month day mark", "date", r"PREMONTH<of>?{day}{dmark}TAIL?"),
    Rule("day of relative month", "date", r"(?:NTH|{day}|{day}<dunit>)<of>?<the>?PREMONTH|"
         r"PREMONTH<the>?{dayord}"),
    Rule("last day month", "date",
         r"{before}<daylabel>?{day}<daysign>?<of>?MONTH(?!<num>|<of><num>)TAIL?|"
         r"<the>?{day}<daysign>?<of>?MONTH{after}"),
    Rule("day month", "date", r"(?<!<measure>)HEAD?<the>?DAY<of>?<of>?MONTH(?:<slash>{month})?"
         r"(?!<measure>)INYEAR?TAIL?"),
    Rule("day numbered month", "date", r"(?<=<dayprep>)DAY{dayword}INYEAR?"),
    Rule("month day", "date",
         r"HEAD?MONTH<the>?(?:DAY|<comma>{dayord})(?!<measure>|<month>|<unit>|<dunit>|<plural>)(?:<comma>?<of>?YEAR|<of>?OTHER)?TAIL?",
         needs="month_first"),
    Rule("month day and day", "date", r"(?<={month}<num><and>){day}(?=<stop>|$)", needs="month_first"),
    Rule("year month day", "date", r"{year}(?:<dot>)?MONTH DAY TAIL?"),
    Rule("numeric", "date", r"HEAD?(?:{fd}|{iso})TAIL?"),
    Rule("weekday numeric", "date", r"HEAD(?:{dm}|{dmdot}<dot>)TAIL?"),
    Rule("licensed numeric", "date", r"(?<=<dayprep>|<from>)(?:{dm}|{dmdot}(?=<dot>))TAIL?|"
         r"(?<=<before>|<earlier>|<later>|<since>|<until>){dm}TAIL?"),
    Rule("sure numeric", "date", r"(?<=WORD){dmsure}TAIL?(?=<stop>|<at>|$)", needs="month_first"),
    Rule("weekday day", "date",
         r"HEAD(?:{dayord}|{day}<dot>(?=<lower>|<stop>)|{dayword}(?!<of>|<unit>|<dunit>))TAIL?"),
    Rule("weekday number", "date", r"{weekday}<comma>?<the>?{day}(?=<comma>|<close>|<mark>|<at>|<dot>$|$)"
         r"TAIL?"),
    Rule("weekday labelled day", "date", r"{weekday}<comma>?<the>?(?:<daylabel>(?:{day}|{dayname})|"
         r"(?<=<the>){dayname})(?!<of>|<unit>|<plural>)TAIL?"),
    Rule("weekday number in the evening", "date", r"{weekday}<comma>?<the>?{day}(?=<dpprep>?<daypart>)TAIL",
         needs="bare_days"),
    Rule("weekday (day)", "date", r"{before}?(?:{weekday}|{deictic})PART?<open>{day}<dot>?{close}TAIL?"),
    Rule("only a date", "date", r"(?<![\s\S]){dm}$"),
    Rule("day number", "date", r"(?<=<the>)<dunit>{day}(?!<unit>|<measure>|<of>)"),
    Rule("(numeric)", "date", r"(?<=<open>){dm}(?=<close>)"),
    Rule("of week weekday", "weekday",
         r"(?:{before}{wunit}|{wunit}{after}|{wdeictic})<of>?<on>?<the>?{weekday}TAIL?"),
    # Counted from what the text has told.
    Rule("n before a date", "shift", r"(?:COUNT UNIT|{amount})(?=(?:<earlier>|<later>)<the>?"
         r"(?:<holiday>|<day>|<dayord>|<month>|<weekday>|<yearplain>|<deictic>))"),
    Rule("then", "told", r"{told}PART?|(?:AMOUNT|SINGLE){thenpost}|(?:AMOUNT|SINGLE){thenend}(?=<stop>|$)|"
         r"{then}SINGLE|{same}SINGLE(?!<agopost>|<thenpost>)"),
    # Today and its like.
    Rule("deictic", "deictic", r"{deictic}{weekday}?TAIL?"),
    Rule("this part", "deictic", r"{before}{edge}?{daypart}TIME?"),
    Rule("part this", "deictic", r"{daypart}{after}TIME?"),
    Rule("now", "now", r"{now}"),
    # Days of the week.
    Rule("week after", "week", r"EDGE?{wunit}{after}(?!<open>)"),
    Rule("weekday of week", "weekday",
         r"WEEKDAY PART?<comma>?<of>?<the>?(?:{before}{wunit}|{wunit}{after}|{wdeictic})TAIL?"),
    Rule("last weekday", "weekday", r"{before}{edge}?(?:{weekday}|{wabbr}<dot>?){after}?TAIL?"),
    Rule("weekday last", "weekday", r"{weekday}PART?{after}TAIL?"),
    Rule("weekday", "weekday", r"{edge}?{weekday}TAIL?"),
    Rule("weekday short", "weekday",
         r"(?<=<on>)(?:{wabbr}<dot>(?=<^upper>|$)|{wplain}(?!<upper>|<stop>))TAIL?"),
    Rule("listed weekday", "weekday", r"{wabbr}(?=<comma>?<and>?<wabbr>)|(?<=<wabbr>|<weekday>){wabbr}|"
         r"(?<=<wabbr><comma>|<wabbr><and>|<wabbr><in>){wabbr}",
         needs="bare_days"),
    # Distances and spans up to the anchor or from it.
    Rule("ago before", "ago", r"{agopre}ROUGHLY<of>?(?:AMOUNT|HOURS){agopost}?"),
    Rule("ago after", "ago", r"(?:AMOUNT|HOURS){agopost}"),
    Rule("in before", "ago", r"{inpre}<the>?ROUGHLY(?:AMOUNT|HOURS)"
         r"(?!<agopost>|<lastpost>|<thenpost>|<since>)"),
    Rule("in after", "ago", r"(?:AMOUNT|HOURS){inpost}"),
    Rule("last n", "duration", r"{before}COUNT UNIT"),
    Rule("n last", "duration", r"COUNT{before}{plural}|{plural}{number}{after}"),
    Rule("n last after", "duration", r"(?:AMOUNT){lastpost}"),
    Rule("few last", "duration", r"{before}{plural}(?!<of>)|(?!<unit>){plural}{after}"),
    Rule("since n", "ago", r"{since}<the>?ROUGHLY AMOUNT(?!<year>){agopost}?"),
    Rule("for n", "length", r"{durprep}<the>?ROUGHLY AMOUNT"
         r"(?!<lastpost>|<agopost>|<thenpost>|<unit>|<dunit>)"),
    Rule("n before", "shift", r"(?:COUNT UNIT|{amount})(?=(?:<earlier>|<later>|<from>|<since>))|"
         r"SINGLE(?=(?:<earlier>|<later>)<the>?<^stop>)"),
    Rule("day mark", "date", r"{day}{dmark}(?!<agopost>|<inpost>|<lastpost>|<unit>|<measure>)"
         r"(?:(?:<open>|<of>)?(?:{wabbr}|{weekday}){close}?)?TAIL?"),
    # Weeks, weekends, months, quarters, seasons.
    Rule("weekend", "weekend", r"EDGE?{before}<the>?{weekend}|EDGE?{weekend}{after}|EDGE?{weekend}"),
    Rule("edge of this", "week", r"EDGE<the>?(?:{before}(?!<plural>){unit}|{unit}{after}|"
         r"{unit}(?!<after>|<roman>|<month>|<mrisky>)(?!<yearword>?<year>))"),
    Rule("unit edge", "week", r"(?:{before}(?!<plural>))?{unit}{edgeafter}"),
    Rule("edge unit", "week", r"{edgeunit}(?!<year>)"),
    Rule("edge unit year", "year", r"{edgeunit}{year}"),
    Rule("edge month", "month", r"EDGE<the>?MONTH(?:INYEAR)?"),
    Rule("month edge", "month", r"MONTH<of>?{edgeafter}"),
    Rule("month year", "month", r"MONTH(?:<slash>{month})?INYEAR(?!<slash>)|"
         r"(?:MONTH|{mcap})(?:<dash>|<slash>){year}(?!<slash>)"),
    Rule("year month", "month", r"{year}<of>?(?:{month}|{mcap}|{mabbr}<dot>?)(?!<num>)|"
         r"{year}{mrisky}(?=<stop>|$)"),
    Rule("month mark", "month", r"{mon}{mmark}(?!<num>)<of>?{edgeafter}?"),
    Rule("last month name", "month", r"{before}(?:{month}|{mcap}|(?!<mrisky>){mabbr}<dot>?)|"
         r"(?:{month}|{mcap}){after}|OTHER<of><the>?(?:{month}|{mcap})"),
    Rule("quarter", "quarter", r"EDGE?{quarter}(?:INYEAR|(?:<dash>|<slash>){year})?|{year}<dash>?{quarter}"),
    Rule("nth quarter", "quarter", r"NTH{qunit}INYEAR?|{qunit}{day}INYEAR?"),
    Rule("season", "season", r"EDGE?{season}INYEAR|{season}{after}|{season}{edgeafter}|"
         r"{before}{season}|EDGE{season}|(?<=<inseason>){season}|{seasonadv}"),
    Rule("holiday", "holiday", r"{before}{holiday}|{holiday}{after}|{holiday}{weekend}?INYEAR?"),
    Rule("week number", "weekno", r"{weekword}{num}(?!<clock>)(?:INYEAR)?"),
    # Decades, centuries, years.
    Rule("decade", "decade",
         r"EDGE?(?:{decade}(?:<dash>?{yearword})?|{decadepre}(?:{year}|<apostrophe>?{yy})(?:<dash>?{decadesuf})?"
         r"|{yearword}?(?:{year}|{yy})<dash>?{decadesuf}|{decadeword}){edgeafter}?"),
    Rule("century word", "century", r"EDGE?{centuryword}"),
    Rule("century", "century", r"EDGE?(?:(?:NTH|{roman}<dot>?){century}|"
         r"{century}<the>?(?:{roman}|{dayord}|{day})){edgeafter}?"),
    Rule("edge year", "year", r"EDGE{yearword}?{year}(?:{ymark}|(?=<slash><edge>)|" + _BLOCK + ")"),
    Rule("year word", "year", r"{yearword}<of>?{year}"),
    Rule("year mark", "year", r"(?:{year}|{era}{num}){ymark}{edgeafter}?|{era}{year}"),
    Rule("last week", "week",
         r"{before}{unit}(?!<of><the>?(?:<month>|<mrisky>|<mabbr>|<year>|<before>))|{unit}{after}"),
    Rule("licensed month", "month", r"(?<=<in>)(?:{month}|{mcap}|{mrisky}(?=<stop>|$))|"
         r"{month}(?!<num>)"),
    Rule("month number", "month", r"(?<=<in>){my}|(?<!<num>|<slash>|<dash>){mycut}(?=<stop>|$)"
         r"(?!<slash>|<dash>)|(?<!<dash>){year}<dash>(?=<padded>){mon}(?!<dash>|<slash>|<colon>|<measure>)"),
    Rule("licensed year", "year", _LICENSE + r"(?:{yearplain}" + _BLOCK + r"|{year}(?=<stop>|$))"),
    Rule("short year", "year", r"(?<=<of>|<in>|<since>)<apostrophe>{yy}(?=WORD|<stop>|$)"),
    Rule("(year)", "year", r"(?<=<open>){year}(?=<close>|<comma>)"),
    Rule("bare year", "year",
         r"(?<!<^stop>)(?<!<dash>)(?<!<slash>){yearbare}(?!<dash>)" + _BLOCK + r"(?=<lower>|<stop>|$)"),
    Rule("year in a clause", "year", r"(?<=WORD)(?<!<noyear>){yearbare}(?!<dash>)" + _BLOCK
         + r"(?=<stop>|$|<in>|<of>|<on>|<to>|<and>|<the>|<at>|<dayprep>)"),
    Rule("year of something", "year", r"(?<=<det>){yearbare}(?!<dash><num>)" + _BLOCK + r"(?=WORD)"),
    Rule("year before a small word", "year", r"(?<=WORD)(?<!<noyear>){yearbare}(?!<dash>)" + _BLOCK
         + r"(?=<lower>)", needs="capital_nouns"),
    Rule("old year first", "year", r"(?<!<^stop>)(?<!<comma>|<dash>|<slash>){yearplain}" + _BLOCK
         + r"(?=<lower>)", needs="capital_nouns"),
    Rule("suffixed year", "year", r"EDGE?{yearword}?{year}<dash><ysuffix>(?:<ymark>|<yearword>)?"),
    Rule("two years", "years", r"{yearword}?{twoyears}"),
    Rule("and year", "year", r"(?<=<and>){yearbare}" + _BLOCK + r"(?=<stop>|<lower>|$)"),
    Rule("day of month", "date",
         r"(?<=<dayprep>){day}(?=(?:<from>|<between>|<at>)(?:{time}|{hour}(?:<to>|<and>|<clock>)))|"
         r"(?<!<num><dayprep>)(?<=<dayprep>)"  # "2 of 5."
         r"(?:{day}<dot>(?=<lower>|<stop>)|{dayord}|{day}(?=<comma>|<close>|<mark>|<dot>$|$))"
         r"(?!<measure>|<unit>|<century>)"),
    Rule("labelled day", "date", r"(?<=<daylabel>)(?:{day}|{dayname})"
         r"(?!<measure>|<unit>|<dunit>|<plural>|<of>)TAIL?"),
)  # fmt: skip
"""All rules, the more specific first."""
