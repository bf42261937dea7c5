"""The plot: for each operation, CPU time against the number of documents, one line for each engine."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
from engines import CACHING, JSON, OURS, RAW, SQLITE
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator
from measuring import OPERATIONS, Size
from PIL import Image

STYLES: dict[str, dict[str, Any]] = {
    RAW: {"color": "#a9a9a9", "linewidth": 1.1, "linestyle": (0, (1, 1.5))},
    CACHING: {"color": "#dba16a", "linewidth": 1.4, "linestyle": (0, (4, 2))},
    JSON: {"color": "#c2571a", "linewidth": 1.6},
    SQLITE: {"color": "#555555", "linewidth": 1.6},
    OURS: {"color": "#00707a", "linewidth": 2.4},
}
NOTE = "CPU time, medians.   * CachingMiddleware, not durable"
LABELS = {CACHING: "Caching*"}
INK, PALE = "#333333", "#e4e4e4"
APART = 0.42
"""How far labels keep from each other, in powers of ten."""


def draw(sizes: Sequence[Size], path: Path) -> None:
    """Draw the figures into a PNG."""
    mpl.rcParams.update({"font.family": "sans-serif", "font.size": 8, "text.color": INK})
    figure = Figure(figsize=(8, 6), dpi=200, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.04, h_pad=0.08, wspace=0.03, hspace=0.04)
    ordered = sorted(sizes, key=lambda size: size.documents)
    for axes, operation in zip(figure.subplots(2, 3, sharey=True).flat, OPERATIONS, strict=True):
        _panel(axes, operation, ordered)
    figure.supxlabel("documents", fontsize=8, color=INK)
    figure.text(0.995, 0.006, NOTE, ha="right", fontsize=7, color="#777777")
    _save(figure, path)


def _panel(axes: Any, operation: str, sizes: Sequence[Size]) -> None:
    documents = [size.documents for size in sizes]
    ends: dict[str, float] = {}
    for name, style in STYLES.items():
        found = [(size.documents, size.figures[operation].get(name)) for size in sizes]
        points = [(count, one.cpu) for count, one in found if one is not None]
        if points:
            axes.plot(*zip(*points, strict=True), **style, marker="o", markersize=2.6, solid_capstyle="round")
            ends[name] = points[-1][1]
    axes.set(xscale="log", yscale="log")
    axes.set_title(operation, loc="left", fontsize=9.5, fontweight="bold", color=INK)
    axes.set_xlim(documents[0] / 1.3, documents[-1] * 1.25)
    axes.xaxis.set_major_locator(FixedLocator(documents))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda count, _: _count(count)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(FixedLocator([10.0**power for power in range(-6, 3)]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: _seconds(seconds)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.grid(axis="y", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#999999")
    axes.tick_params(length=0, colors="#666666", labelsize=7.5)
    for name, height in _apart(ends).items():
        axes.annotate(
            LABELS.get(name, name),
            (documents[-1], height),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=STYLES[name]["color"],
            fontweight="bold" if name == OURS else "normal",
            annotation_clip=False,
        )


def _apart(ends: dict[str, float]) -> dict[str, float]:
    """Where the labels go: beside the ends of their lines, or as near as the others allow."""
    step = 10**APART
    heights = dict(sorted(ends.items(), key=lambda end: end[1]))
    for _ in range(50):
        names = list(heights)
        for lower, upper in pairwise(names):
            if heights[upper] < heights[lower] * step:
                middle = (heights[upper] * heights[lower]) ** 0.5
                heights[lower], heights[upper] = middle / step**0.5, middle * step**0.5
    return heights


def _count(count: float) -> str:
    return f"{count / 1000:g}k" if count >= 1000 else f"{count:g}"


def _seconds(seconds: float) -> str:
    if seconds < 0.9e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.0f} ms" if seconds < 0.9 else f"{seconds:.0f} s"


def _save(figure: Figure, path: Path) -> None:
    """Save with the few colours there are: a small file."""
    drawn = BytesIO()
    figure.savefig(drawn, format="png", facecolor="white")
    Image.open(drawn).convert("RGB").quantize(40).save(path, optimize=True)
