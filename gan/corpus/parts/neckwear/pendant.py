"""A pendant on a fine chain: a gem set in gold."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.neckwear._neck import within
from gan.corpus.parts.outfits._torso import GOLD, Torso
from gan.corpus.records.values import Value

VALUE = Value("pendant", "吊坠项链")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Chain and gem."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, within(avatar) + 4
    chain = torso.line([(-w, -14), (-w * 0.94, 10), (-w * 0.55, 30), (0, 42), (w * 0.55, 30), (w * 0.94, 10), (w, -14)])
    canvas.stroke(chain, GOLD.line, 6.8)
    canvas.stroke(chain, GOLD.base, 3.2)
    k = 1 + 0.12 * avatar.p("accessory_size")
    canvas.shape(torso.straight([(0, 35), (21 * k, 53), (0, 53 + 29 * k), (-21 * k, 53)]), GOLD.base, GOLD.line, 4.6)
    canvas.fill(torso.straight([(0, 42), (14 * k, 54), (0, 53 + 20 * k), (-14 * k, 54)]), tone.base)
    canvas.fill(torso.straight([(0, 54), (14 * k, 54), (0, 53 + 20 * k)]), tone.shade)
    canvas.fill(torso.straight([(0, 42), (0, 54), (-14 * k, 54)]), tone.shine)
