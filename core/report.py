"""The analysis as plain data: the stable interface for checkers outside the app.

Keys are added, never renamed. Minutes of a plan are those it is charged for:
whole 5-minute steps.
"""

from __future__ import annotations

from typing import Any

from core.analysis import Analysis, Change
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES, Range
from core.hours import HalfHour
from core.strategies import Plan
from core.ways import Candidacy, Way


def as_data(analysis: Analysis, catalogue: Catalogue) -> dict[str, Any]:
    """Return the analysis as dictionaries, lists, text and numbers, ready for JSON."""
    own, estimate = analysis.own_list, analysis.estimate_minutes
    return {
        "weekly_minutes": analysis.weekly_minutes,
        "time_assumed": analysis.time_assumed,
        "step_minutes": STEP_MINUTES,
        "diversification_bonus": catalogue.model.diversification_bonus.mode,
        "networks": [_network(n, analysis) for n in analysis.networks.values()],
        "best": _plan(analysis.best),
        "best_by_count": [_plan(plan) for plan in analysis.best_by_count],
        "spread_thin": [_plan(plan) for plan in analysis.spread_thin],
        "own_list": None
        if own is None
        else {**(_plan(own.plan) or {}), "assumed": list(own.assumed)},
        "best_count_by_step": list(analysis.sizes_by_step),
        "hours_for_count": [
            {
                "count": threshold.size,
                "minutes": threshold.minutes,
                "hours": None if threshold.minutes is None else threshold.minutes / 60,
                "holds": threshold.holds,
            }
            for threshold in analysis.thresholds
        ],
        "next_half_hour": _half_hour(analysis.next_half_hour),
        "by_half_hour": [_half_hour(half_hour) for half_hour in analysis.half_hours],
        "one_more": _one_more(analysis),
        "guess_minutes": analysis.guess_minutes,
        "estimate_minutes": estimate.mode if estimate else None,
        "estimate_minutes_range": _range(estimate),
        "estimate_by_network": {name: _range(r) for name, r in analysis.estimate.items()},
        "refused_locks": list(analysis.refused_locks),
    }


def _network(network: Candidacy, analysis: Analysis) -> dict[str, Any]:
    offered = [way for way in network.ways if way.rung != "today"] if network.veto is None else []
    return {
        "id": network.id,
        "name": network.name,
        "family": network.family,
        "fit": network.fit.score,
        "scores": dict(network.fit.scores),
        "contributions": dict(network.fit.contributions),
        "veto": None if network.veto is None else str(network.veto),
        "lock": analysis.answers.network(network.id).lock,
        "format": network.format_id,
        "completeness": network.completeness,
        "setup_minutes": network.setup_minutes,
        "shares_audience": network.shares_audience,
        "options": [_option(way) for way in offered],
    }


def _option(way: Way) -> dict[str, Any]:
    return {
        "rung": way.rung,
        "mode": way.mode,
        "content_type": way.content_type,
        "posts_per_week": way.posts_per_week,
        "counts": dict(way.counts),
        "minutes": {**(_range(way.minutes) or {}), "steps": way.steps},
        "minutes_by_action": {name: _range(part) for name, part in way.effort.items()},
        "steps": way.steps,
        "presence": way.presence.index,
        "kept": way.kept,
    }


def _plan(plan: Plan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "presence": plan.presence,
        "minutes": plan.minutes,
        "minutes_range": _range(plan.minutes_range),
        "count": len(plan.kept),
        "choice": {name: {"rung": way.rung, "mode": way.mode} for name, way in plan.choice.items()},
    }


def _half_hour(half_hour: HalfHour | None) -> dict[str, Any] | None:
    if half_hour is None:
        return None
    return {
        "minutes": half_hour.minutes,
        "presence": half_hour.presence,
        "gain": half_hour.gain,
        "count": len(half_hour.kept),
        "kept": list(half_hour.kept),
        "choice_changes": half_hour.changed,
    }


def _one_more(analysis: Analysis) -> dict[str, Any] | None:
    if analysis.one_more is None:
        return None
    return {
        "count": analysis.one_more.size,
        "plan": _plan(analysis.one_more.plan),
        "difference": analysis.one_more.difference,
        "changes": [_change(change) for change in analysis.one_more.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {"network": change.network, "presence": change.presence, "minutes": change.minutes}


def _range(found: Range | None) -> dict[str, float] | None:
    return None if found is None else {"low": found.low, "mode": found.mode, "high": found.high}
