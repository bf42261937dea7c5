"""The plot: the servers side by side, a panel for each thing measured, on logarithmic scales."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, NullLocator
from PIL import Image
from syncing.judging import FULL, NORMAL, POCKETBASE, SYNAPSE
from syncing.measuring import Found
from syncing.telling import percentile

COLOURS = {FULL: "#00707a", NORMAL: "#00707a", POCKETBASE: "#c2571a", SYNAPSE: "#555555"}
INK, PALE = "#333333", "#e4e4e4"
NOTE = (
    "medians; CPU and sends/s with many at once and one who listens; the line in the first panel ends at p99"
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One thing measured: its title, its figure, and how that is said."""

    title: str
    figure: Callable[[Found], float]
    said: Callable[[float], str]
    most: Callable[[Found], float] | None = None


PANELS = (
    Panel(
        "deliver, ms",
        lambda one: percentile(one.deliver, 50) * 1000,
        lambda ms: f"{ms:.1f}",
        lambda one: percentile(one.deliver, 99) * 1000,
    ),
    Panel("CPU per send, µs", lambda one: median(one.heard.cpu) * 1e6, lambda us: f"{us:,.0f}"),
    Panel("sends per second", lambda one: median(one.heard.rate), lambda rate: f"{rate:,.0f}"),
    Panel("memory, MB", lambda one: one.after / 1e6, lambda size: f"{size:.0f}"),
)


def draw(found: Sequence[Found], path: Path) -> None:
    """Draw the figures into a PNG."""
    mpl.rcParams.update({"font.family": "sans-serif", "font.size": 8, "text.color": INK})
    shown = [one for one in found if not one.absent]
    figure = Figure(figsize=(8, 0.9 + 0.32 * len(shown)), dpi=200, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.05, h_pad=0.1, wspace=0.04)
    for axes, panel in zip(figure.subplots(1, len(PANELS), sharey=True), PANELS, strict=True):
        _panel(axes, panel, shown)
    figure.text(0.995, 0.01, NOTE, ha="right", fontsize=7, color="#777777")
    _save(figure, path)


def _panel(axes: Any, panel: Panel, shown: Sequence[Found]) -> None:
    places = range(len(shown))[::-1]
    for place, one in zip(places, shown, strict=True):
        figure, colour = panel.figure(one), COLOURS[one.name]
        if panel.most:
            axes.plot((figure, panel.most(one)), (place, place), color=colour, linewidth=1.4, alpha=0.5)
        axes.plot(figure, place, "o", color=colour, markersize=5.5)
        axes.annotate(
            panel.said(figure),
            (figure, place),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            color=colour,
        )
    axes.set_xscale("log")
    axes.set_title(panel.title, loc="left", fontsize=9.5, fontweight="bold", color=INK)
    axes.set_yticks(list(places), [one.name for one in shown])
    axes.set_ylim(-0.5, len(shown) - 0.3)
    axes.margins(x=0.16)
    axes.xaxis.set_major_formatter(NullFormatter())
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(axis="both", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.tick_params(length=0, colors=INK, labelsize=8)


def _save(figure: Figure, path: Path) -> None:
    """Save with the few colours there are: a small file."""
    drawn = BytesIO()
    figure.savefig(drawn, format="png", facecolor="white")
    Image.open(drawn).convert("RGB").quantize(40).save(path, optimize=True)
