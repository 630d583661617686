"""Pictures made from an id: abstract, and the same for the same id."""

from __future__ import annotations

import hashlib


def artwork(identifier: str, size: int) -> str:
    """A square SVG of so many pixels a side: two colours and three rings out of the digest."""
    made = hashlib.sha256(identifier.encode()).digest()
    hue, turn = made[0] * 360 // 256, 30 + made[1] % 120
    rings = "".join(_ring(*made[start : start + 4]) for start in (2, 6, 10))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 256 256"><rect width="256" height="256" fill="hsl({hue} 45% 30%)"/>'
        f'<g fill="none" stroke="hsl({(hue + turn) % 360} 60% 65%)" stroke-opacity="0.8">'
        f"{rings}</g></svg>"
    )


def _ring(x: int, y: int, radius: int, width: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{20 + radius // 2}" stroke-width="{2 + width // 12}"/>'
