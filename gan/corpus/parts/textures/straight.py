"""Straight hair."""

from gan.corpus.drawing.texture import Texture
from gan.corpus.records.values import Value

VALUE = Value("straight", "直发", share=1.6, near=("wavy",))

TEXTURE = Texture()
