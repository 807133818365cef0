"""How the hours were counted."""

from __future__ import annotations

from webapp.domain.rights import scales
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind, MonthCount
from webapp.domain.rights.extras import Extra
from webapp.domain.rights.scales import Scale
from webapp.domain.rights.situations import NAMES, SOURCE
from webapp.domain.rights.steps import Step
from webapp.domain.words import Hundredths, Minutes, Sentence, sentence


def explain_hours(result: HoursResult) -> list[Step]:
    """From the period to what is missing, in the order in which one would do it by hand."""
    return [
        _period(result),
        _work(result),
        *(_month_cut(month, result) for month in result.months if month.cut_minutes),
        *_teaching(result),
        *(_extra(extra) for extra in result.extras if extra.window_minutes),
        *(_apart(line) for line in result.lines if line.kind in (Kind.LEFT_OUT, Kind.TO_COME)),
        _total(result),
        _justified(result),
        _threshold(result),
    ]


def _period(result: HoursResult) -> Step:
    window = result.window
    return Step(
        sentence("Période"),
        sentence("Du %(start)s au %(end)s inclus", start=window.start_on, end=window.end_on),
        {"start": window.start_on, "end": window.end_on},
        sentence("%(days)s\u00a0j", days=window.days),
        scales.ANNEXE_8_ARTICLE_3,
    )


def _work(result: HoursResult) -> Step:
    """Before any cap; cachets are turned into hours here."""
    lines = [line for line in result.lines if line.kind is Kind.WORK]
    cachets = any(line.period.cachets_hundredths for line in lines)
    each = scales.on(scales.CACHET, result.window.end_on)
    return Step(
        sentence("Travail, annexes 8 et 10"),
        sentence("Un cachet vaut %(each)s", each=Minutes(each.value)) if cachets else None,
        {"periods": len(lines)},
        Minutes(sum(line.window_minutes for line in lines)),
        each.source if cachets else None,
    )


def _month_cut(month: MonthCount, result: HoursResult) -> Step:
    return Step(
        sentence("Plafond, %(month)s", month=month.month.name),
        _cap_formula(month, result),
        {
            "worked": Minutes(month.worked_minutes),
            "cap": Minutes(month.cap_minutes),
            "employers": month.employers,
            "days": month.days,
        },
        Minutes(-month.cut_minutes),
        scales.on(_cap_scale(month, result), result.window.end_on).source,
    )


def _cap_formula(month: MonthCount, result: HoursResult) -> Sentence:
    worked, cap = Minutes(month.worked_minutes), Minutes(month.cap_minutes)
    if not month.is_cap_reached:
        return sentence("%(worked)s, dont des heures au-delà du plafond de l’annexe 8", worked=worked)
    if month.is_partial:
        divisor = scales.on(scales.PARTIAL_MONTH_DIVISOR, result.window.end_on).value
        return sentence(
            "%(worked)s, plafond %(cap)s\u00a0: %(whole)s ÷ %(divisor)s × %(days)s\u00a0j",
            worked=worked,
            cap=cap,
            whole=Minutes(month.whole_cap_minutes),
            divisor=Hundredths(divisor * 10),
            days=month.days,
        )
    if result.annexe == 10:
        return sentence("%(worked)s, plafond %(cap)s", worked=worked, cap=cap)
    if month.employers > 1:
        return sentence("%(worked)s, plafond %(cap)s pour plusieurs employeurs", worked=worked, cap=cap)
    return sentence("%(worked)s, plafond %(cap)s pour un seul employeur", worked=worked, cap=cap)


def _cap_scale(month: MonthCount, result: HoursResult) -> Scale:
    if result.annexe == 10 and month.is_cap_reached:
        return scales.MONTH_CACHETS
    return scales.MONTH_SEVERAL_EMPLOYERS if month.employers > 1 else scales.MONTH_ONE_EMPLOYER


def _teaching(result: HoursResult) -> list[Step]:
    lines = [line for line in result.lines if line.kind is Kind.TEACHING]
    if not lines:
        return []
    given = Minutes(sum(line.window_minutes for line in lines))
    limit = Minutes(result.teaching_limit_minutes)
    return [
        Step(
            sentence("Enseignement"),
            sentence("%(given)s, %(limit)s au plus", given=given, limit=limit),
            {"given": given, "limit": limit},
            Minutes(result.teaching_minutes),
            scales.on(scales.TEACHING, result.window.end_on).source,
        )
    ]


def _extra(extra: Extra) -> Step:
    situation = extra.situation
    return Step(
        sentence("%(name)s, %(dates)s", name=NAMES[situation.kind], dates=situation.range.said),
        extra.why[0] if extra.why else None,
        {"start": situation.start_on, "end": situation.end_on, "worked": Minutes(extra.window_minutes)},
        Minutes(extra.counted_minutes),
        SOURCE[situation.kind],
    )


def _apart(line: CountedLine) -> Step:
    period = line.period
    return Step(
        sentence("%(employer)s, %(job)s", employer=period.employer, job=period.job),
        line.why[0],
        {"start": period.start_on, "end": period.end_on, "worked": Minutes(period.worked_minutes)},
        Minutes(0),
    )


def _total(result: HoursResult) -> Step:
    parts = {"work": Minutes(result.work_minutes), "teaching": Minutes(result.teaching_minutes)}
    formula = sentence("%(work)s de travail + %(teaching)s d’enseignement", **parts)
    if result.other_minutes:
        parts["other"] = Minutes(result.other_minutes)
        formula = sentence(
            "%(work)s de travail + %(teaching)s d’enseignement + %(other)s d’autres périodes", **parts
        )
    return Step(sentence("Heures comptées"), formula, parts, Minutes(result.total_minutes))


def _justified(result: HoursResult) -> Step:
    total, waiting = Minutes(result.total_minutes), Minutes(result.waiting_minutes)
    return Step(
        sentence("Justifiées par une AEM"),
        sentence("%(total)s − %(waiting)s en attente d’AEM", total=total, waiting=waiting),
        {"total": total, "waiting": waiting},
        Minutes(result.justified_minutes),
    )


def _threshold(result: HoursResult) -> Step:
    threshold, total = Minutes(result.threshold_minutes), Minutes(result.total_minutes)
    reached = result.is_reached
    return Step(
        sentence("Heures d’avance") if reached else sentence("Heures manquantes"),
        sentence("%(total)s − %(threshold)s", total=total, threshold=threshold)
        if reached
        else sentence("%(threshold)s − %(total)s", threshold=threshold, total=total),
        {"threshold": threshold, "total": total},
        Minutes(abs(result.total_minutes - result.threshold_minutes)),
        scales.on(scales.THRESHOLD, result.window.end_on).source,
    )
