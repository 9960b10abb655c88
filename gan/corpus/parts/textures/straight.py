"""Straight hair."""

from gan.corpus.texture import Texture
from gan.corpus.values import Value

VALUE = Value("straight", "直发", share=1.6, near=("wavy",))

TEXTURE = Texture()
