"""Ringlets."""

from gan.corpus.drawing.texture import Texture
from gan.corpus.records.values import Value

VALUE = Value("curly", "卷发", share=0.9, near=("wavy", "coily"))

TEXTURE = Texture(
    wave=7, length=92, bump=6, pitch=35, round=0.7, mass=0.3, swell=0.045, shrink=0.05, marks=0.7, widen=0.14, ease=0.36
)
