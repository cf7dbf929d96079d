"""The sums behind goals: funnel, split of a year, ratio, pace. Pure numbers in, pure numbers out; used by the set rules and the coach."""

from rules.arithmetic.figures import change_percent, rounded, trend, whole
from rules.arithmetic.funnel import STAGES, counted_pairs, funnel, needed, ratio_name, ratio_names, required_ratio, steps
from rules.arithmetic.pace import Pace, pace
from rules.arithmetic.split import per_year, seasonality, split

__all__ = [
    "STAGES",
    "Pace",
    "change_percent",
    "counted_pairs",
    "funnel",
    "needed",
    "pace",
    "per_year",
    "ratio_name",
    "ratio_names",
    "required_ratio",
    "rounded",
    "seasonality",
    "split",
    "steps",
    "trend",
    "whole",
]
