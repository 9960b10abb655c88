"""Hair in long soft waves."""

from gan.corpus.drawing.texture import Texture
from gan.corpus.records.values import Value

VALUE = Value("wavy", "波浪发", near=("straight", "curly"))

TEXTURE = Texture(wave=9, length=104, bump=0.0, pitch=38, round=0.15, swell=0.015, shrink=0.01, widen=0.05)
