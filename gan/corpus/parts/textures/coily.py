"""Tight coils that stand in a soft cloud."""

from gan.corpus.drawing.texture import Texture
from gan.corpus.records.values import Value

VALUE = Value("coily", "卷曲蓬发", share=0.9, near=("curly",))

TEXTURE = Texture(
    wave=0, length=84, bump=6.5, pitch=25, round=1, mass=0.85, swell=0.10, shrink=0.10, marks=0.6, widen=0.3, ease=0.5
)
