"""A log-log picture of time against size, as SVG: a line for each program and shape."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 460, 60, 20, 170, 50
COLORS = {
    "ours": "#1F3864",
    "naive": "#C00000",
    "flow": "#ED7D31",
    "highs": "#7F6000",
    "floor": "#70AD47",
}
NAMES = {**{name: name for name in COLORS}, "ours": "cal-optimizer"}
DASHES = {"office": "", "shift": "6 3", "mixed": "2 2", "suite": "9 3 2 3"}


def picture(measured: Mapping[tuple[str, int], Mapping[str, Sequence[float]]]) -> str:
    """The picture; `measured` maps (shape, accesses) to CPU seconds (and more) of each program."""
    sizes = [size for _, size in measured]
    seconds = [found[name][0] for found in measured.values() for name in COLORS if name in found]
    low_x, high_x = floor(log10(min(sizes))), ceil(log10(max(sizes)))
    low_y, high_y = floor(log10(min(seconds))), ceil(log10(max(seconds)))

    def x(size: float) -> float:
        return LEFT + (log10(size) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)

    def y(time: float) -> float:
        return HEIGHT - BOTTOM - (log10(time) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<title>CPU seconds of a whole process against accesses, both logarithmic</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(low_x, high_x + 1):
        at = x(10**power)
        parts.append(
            f'<line x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{HEIGHT - BOTTOM}" '
            'stroke="#D9D9D9"/>'
        )
        parts.append(
            f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" '
            f'text-anchor="middle">{10**power:,}</text>'
        )
    for power in range(low_y, high_y + 1):
        at = y(10**power)
        parts.append(
            f'<line x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" stroke="#D9D9D9"/>'
        )
        parts.append(
            f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
        )
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" '
        'text-anchor="middle">accesses</text>'
    )
    legend = TOP + 10
    for name, color in COLORS.items():
        for shape in dict.fromkeys(shape for shape, _ in measured):
            line = [
                (size, found[name][0])
                for (each, size), found in sorted(measured.items())
                if each == shape and name in found
            ]
            if not line:
                continue
            path = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in line)
            look = f'stroke="{color}" stroke-width="2" stroke-dasharray="{DASHES.get(shape, "")}"'
            parts.append(f'<polyline points="{path}" fill="none" {look}/>')
            parts.append(
                f'<line x1="{WIDTH - RIGHT + 10}" y1="{legend}" x2="{WIDTH - RIGHT + 40}" '
                f'y2="{legend}" {look}/>'
            )
            parts.append(
                f'<text x="{WIDTH - RIGHT + 46}" y="{legend + 4}">{NAMES[name]}, {shape}</text>'
            )
            legend += 18
    return "\n".join([*parts, "</svg>"]) + "\n"
