"""Curated colours, in OKLCH: lightness 0..1, chroma, hue in degrees."""

from __future__ import annotations

from gan.corpus.records.values import Value

__all__ = [
    "BACKGROUND",
    "BACKGROUND_COLORS",
    "DYES",
    "EYES",
    "EYE_COLORS",
    "HAIR",
    "HAIR_COLORS",
    "HAIR_DYES",
    "OUTFITS",
    "OUTFIT_COLORS",
    "SKIN",
    "SKIN_TONES",
    "Tone",
]

Tone = tuple[float, float, float]

HAIR: dict[str, Tone] = {
    "black": (0.33, 0.03, 285),
    "dark_brown": (0.41, 0.055, 45),
    "brown": (0.54, 0.075, 60),
    "auburn": (0.49, 0.13, 36),
    "ginger": (0.68, 0.14, 52),
    "blond": (0.87, 0.108, 91),
    "ash": (0.73, 0.03, 75),
    "grey": (0.70, 0.012, 270),
    "white": (0.935, 0.012, 285),
    "red": (0.55, 0.17, 24),
    "pink": (0.80, 0.105, 358),
    "rose": (0.66, 0.15, 5),
    "peach": (0.82, 0.095, 40),
    "lavender": (0.78, 0.085, 303),
    "purple": (0.56, 0.14, 303),
    "blue": (0.58, 0.13, 258),
    "sky": (0.79, 0.085, 235),
    "teal": (0.68, 0.095, 198),
    "mint": (0.85, 0.075, 168),
    "green": (0.64, 0.11, 150),
}
HAIR_COLORS: dict[str, Value] = {
    "black": Value("black", "黑色", share=1.4),
    "dark_brown": Value("dark brown", "深棕色", share=1.3),
    "brown": Value("brown", "棕色", share=1.2),
    "auburn": Value("auburn", "赤褐色"),
    "ginger": Value("ginger", "姜橙色"),
    "blond": Value("blond", "金色", share=1.3),
    "ash": Value("ash blond", "亚麻灰"),
    "grey": Value("grey", "灰色"),
    "white": Value("white", "白色", share=1.1),
    "red": Value("red", "红色"),
    "pink": Value("pink", "粉色", share=1.1),
    "rose": Value("rose", "玫红色", share=0.8),
    "peach": Value("peach", "蜜桃色", share=0.8),
    "lavender": Value("lavender", "薰衣草紫"),
    "purple": Value("purple", "紫色"),
    "blue": Value("blue", "蓝色"),
    "sky": Value("sky blue", "天蓝色"),
    "teal": Value("teal", "蓝绿色"),
    "mint": Value("mint", "薄荷绿", share=0.9),
    "green": Value("green", "绿色", share=0.9),
}

_PINK, _SKY, _MINT = (0.78, 0.13, 355), (0.76, 0.11, 232), (0.84, 0.10, 165)
_VIOLET, _CORAL, _GOLD = (0.66, 0.15, 300), (0.72, 0.15, 30), (0.86, 0.12, 88)
_NIGHT, _WHITE = (0.40, 0.09, 280), (0.94, 0.012, 285)
# What goes well with a hair colour as tips, streaks or inner colour.
DYES: dict[str, tuple[Tone, ...]] = {
    "black": (_PINK, _SKY, _VIOLET, (0.58, 0.19, 22), _MINT),
    "dark_brown": (_CORAL, _GOLD, _PINK, (0.68, 0.10, 195)),
    "brown": (_GOLD, _PINK, _MINT),
    "auburn": (_GOLD, _CORAL, _NIGHT),
    "ginger": (_GOLD, _WHITE, (0.50, 0.13, 25)),
    "blond": (_PINK, _SKY, (0.62, 0.10, 50), _MINT),
    "ash": (_PINK, _VIOLET, _SKY),
    "grey": (_VIOLET, _SKY, _NIGHT),
    "white": (_SKY, _PINK, _VIOLET, _NIGHT),
    "red": (_GOLD, _NIGHT, _PINK),
    "pink": (_SKY, _VIOLET, _WHITE, (0.60, 0.17, 5)),
    "rose": (_GOLD, _PINK, _NIGHT),
    "peach": (_PINK, _MINT, _WHITE),
    "lavender": (_PINK, _SKY, (0.50, 0.15, 300)),
    "purple": (_PINK, _SKY, _NIGHT),
    "blue": (_MINT, _VIOLET, _WHITE),
    "sky": (_PINK, _WHITE, (0.52, 0.13, 262)),
    "teal": (_MINT, _NIGHT, _PINK),
    "mint": (_PINK, (0.60, 0.11, 190), _WHITE),
    "green": (_GOLD, _MINT, _NIGHT),
}
HAIR_DYES: dict[str, Value] = {
    "none": Value("none", "无", share=8),
    "tips": Value("dipped tips", "发尾染"),
    "streaks": Value("streaks", "挑染"),
    "inner": Value("inner colour", "内层染"),
}

SKIN: dict[str, Tone] = {
    "porcelain": (0.955, 0.020, 45),
    "fair": (0.920, 0.047, 57),
    "beige": (0.875, 0.066, 63),
    "golden": (0.825, 0.085, 69),
    "tan": (0.755, 0.088, 60),
    "brown": (0.665, 0.082, 55),
    "dark": (0.565, 0.075, 50),
    "deep": (0.465, 0.060, 45),
}
SKIN_TONES: dict[str, Value] = {
    "porcelain": Value("porcelain", "瓷白", near=("fair",)),
    "fair": Value("fair", "白皙", share=1.2, near=("porcelain", "beige")),
    "beige": Value("beige", "自然色", share=1.2, near=("fair", "golden")),
    "golden": Value("golden", "暖黄", share=1.1, near=("beige", "tan")),
    "tan": Value("tan", "小麦色", near=("golden", "brown")),
    "brown": Value("brown", "棕色", near=("tan", "dark")),
    "dark": Value("dark", "深棕", near=("brown", "deep")),
    "deep": Value("deep", "乌黑", near=("dark",)),
}

EYES: dict[str, Tone] = {
    "brown": (0.48, 0.095, 54),
    "hazel": (0.65, 0.10, 98),
    "amber": (0.76, 0.15, 75),
    "green": (0.67, 0.15, 147),
    "teal": (0.71, 0.11, 190),
    "blue": (0.60, 0.15, 255),
    "ice": (0.78, 0.08, 232),
    "purple": (0.58, 0.17, 300),
    "pink": (0.68, 0.16, 355),
    "red": (0.60, 0.19, 21),
    "grey": (0.62, 0.022, 262),
}
EYE_COLORS: dict[str, Value] = {
    "brown": Value("brown", "棕色", share=1.5),
    "hazel": Value("hazel", "榛色"),
    "amber": Value("amber", "琥珀色"),
    "green": Value("green", "绿色"),
    "teal": Value("teal", "蓝绿色"),
    "blue": Value("blue", "蓝色", share=1.2),
    "ice": Value("ice blue", "冰蓝色"),
    "purple": Value("purple", "紫色"),
    "pink": Value("pink", "粉色"),
    "red": Value("red", "红色"),
    "grey": Value("grey", "灰色"),
}

# Upper and lower colour of the gradient: light and muted, so that the head stands before them.
BACKGROUND: dict[str, tuple[Tone, Tone]] = {
    "sky": ((0.83, 0.080, 252), (0.92, 0.045, 246)),
    "aqua": ((0.88, 0.072, 196), (0.95, 0.045, 190)),
    "mint": ((0.90, 0.074, 160), (0.96, 0.042, 152)),
    "spring": ((0.92, 0.078, 121), (0.97, 0.045, 112)),
    "cream": ((0.945, 0.045, 92), (0.975, 0.02, 80)),
    "peach": ((0.885, 0.065, 48), (0.95, 0.035, 68)),
    "rose": ((0.88, 0.055, 5), (0.95, 0.028, 20)),
    "lilac": ((0.84, 0.085, 304), (0.93, 0.045, 318)),
    "pearl": ((0.89, 0.008, 265), (0.965, 0.004, 250)),
    "dusk": ((0.75, 0.075, 287), (0.87, 0.06, 345)),
}
BACKGROUND_COLORS: dict[str, Value] = {
    "sky": Value("sky", "天空蓝"),
    "aqua": Value("aqua", "水色"),
    "mint": Value("mint", "薄荷"),
    "spring": Value("spring green", "嫩绿"),
    "cream": Value("cream", "奶油"),
    "peach": Value("peach", "蜜桃"),
    "rose": Value("rose", "玫瑰"),
    "lilac": Value("lilac", "丁香"),
    "pearl": Value("pearl", "珍珠灰"),
    "dusk": Value("dusk", "暮色"),
}

# Main cloth, accent, trim, and a ribbon for small things: three palettes for each colour that clothes can have.
OUTFITS: dict[str, tuple[tuple[Tone, Tone, Tone, Tone], ...]] = {
    "navy": (
        ((0.37, 0.09, 266), (0.97, 0.01, 270), (0.60, 0.18, 22), (0.60, 0.18, 22)),
        ((0.37, 0.08, 260), (0.86, 0.035, 240), (0.85, 0.12, 88), (0.62, 0.17, 25)),
        ((0.41, 0.095, 264), (0.95, 0.015, 80), (0.78, 0.10, 350), (0.78, 0.10, 350)),
    ),
    "blue": (
        ((0.60, 0.12, 255), (0.96, 0.015, 240), (0.87, 0.11, 92), (0.87, 0.11, 92)),
        ((0.70, 0.09, 240), (0.98, 0.008, 230), (0.48, 0.10, 262), (0.66, 0.16, 28)),
        ((0.78, 0.07, 232), (0.42, 0.08, 262), (0.97, 0.01, 230), (0.76, 0.13, 15)),
    ),
    "teal": (
        ((0.60, 0.085, 195), (0.96, 0.02, 180), (0.80, 0.12, 60), (0.80, 0.12, 60)),
        ((0.48, 0.07, 205), (0.92, 0.03, 90), (0.72, 0.12, 35), (0.72, 0.12, 35)),
        ((0.74, 0.085, 188), (0.98, 0.01, 180), (0.52, 0.09, 215), (0.78, 0.11, 350)),
    ),
    "green": (
        ((0.52, 0.09, 152), (0.95, 0.025, 110), (0.84, 0.11, 88), (0.64, 0.15, 28)),
        ((0.67, 0.075, 148), (0.97, 0.015, 120), (0.50, 0.06, 60), (0.66, 0.14, 30)),
        ((0.43, 0.055, 165), (0.90, 0.03, 90), (0.60, 0.14, 28), (0.60, 0.14, 28)),
    ),
    "yellow": (
        ((0.86, 0.11, 92), (0.98, 0.012, 95), (0.52, 0.11, 255), (0.52, 0.11, 255)),
        ((0.79, 0.12, 80), (0.96, 0.02, 85), (0.48, 0.07, 45), (0.62, 0.16, 25)),
        ((0.89, 0.105, 98), (0.70, 0.11, 55), (0.97, 0.01, 90), (0.68, 0.11, 180)),
    ),
    "orange": (
        ((0.73, 0.13, 50), (0.97, 0.015, 70), (0.45, 0.07, 255), (0.45, 0.07, 255)),
        ((0.78, 0.12, 57), (0.98, 0.01, 70), (0.58, 0.11, 40), (0.62, 0.08, 195)),
        ((0.70, 0.15, 47), (0.92, 0.035, 85), (0.40, 0.05, 50), (0.62, 0.09, 195)),
    ),
    "red": (
        ((0.56, 0.165, 24), (0.97, 0.01, 40), (0.86, 0.11, 90), (0.40, 0.08, 268)),
        ((0.47, 0.13, 18), (0.94, 0.02, 70), (0.36, 0.05, 270), (0.90, 0.05, 85)),
        ((0.63, 0.15, 20), (0.36, 0.06, 270), (0.97, 0.008, 30), (0.97, 0.01, 40)),
    ),
    "pink": (
        ((0.80, 0.095, 355), (0.98, 0.01, 350), (0.62, 0.14, 0), (0.62, 0.14, 0)),
        ((0.85, 0.08, 8), (0.97, 0.012, 20), (0.68, 0.09, 215), (0.68, 0.09, 215)),
        ((0.70, 0.13, 355), (0.96, 0.02, 340), (0.90, 0.06, 95), (0.52, 0.12, 300)),
    ),
    "purple": (
        ((0.56, 0.12, 300), (0.95, 0.02, 310), (0.85, 0.11, 90), (0.78, 0.11, 350)),
        ((0.73, 0.085, 302), (0.98, 0.01, 300), (0.50, 0.11, 295), (0.78, 0.11, 350)),
        ((0.48, 0.125, 300), (0.86, 0.05, 310), (0.74, 0.10, 195), (0.74, 0.10, 195)),
    ),
    "brown": (
        ((0.48, 0.06, 52), (0.94, 0.025, 80), (0.55, 0.09, 150), (0.55, 0.09, 150)),
        ((0.62, 0.07, 62), (0.96, 0.02, 85), (0.40, 0.05, 45), (0.60, 0.15, 25)),
        ((0.56, 0.085, 50), (0.88, 0.04, 75), (0.97, 0.01, 80), (0.50, 0.09, 255)),
    ),
    "white": (
        ((0.965, 0.008, 260), (0.50, 0.11, 255), (0.60, 0.17, 22), (0.50, 0.11, 255)),
        ((0.96, 0.012, 85), (0.68, 0.08, 170), (0.80, 0.10, 60), (0.68, 0.09, 170)),
        ((0.96, 0.01, 330), (0.72, 0.11, 355), (0.56, 0.11, 300), (0.72, 0.12, 355)),
    ),
    "charcoal": (
        ((0.36, 0.015, 270), (0.95, 0.008, 270), (0.58, 0.17, 22), (0.58, 0.17, 22)),
        ((0.32, 0.02, 285), (0.74, 0.08, 195), (0.90, 0.01, 250), (0.74, 0.10, 195)),
        ((0.44, 0.012, 260), (0.97, 0.005, 260), (0.85, 0.11, 88), (0.78, 0.10, 355)),
    ),
}
OUTFIT_COLORS: dict[str, Value] = {
    "navy": Value("navy", "藏青色"),
    "blue": Value("blue", "蓝色"),
    "teal": Value("teal", "蓝绿色"),
    "green": Value("green", "绿色"),
    "yellow": Value("yellow", "黄色"),
    "orange": Value("orange", "橙色"),
    "red": Value("red", "红色"),
    "pink": Value("pink", "粉色"),
    "purple": Value("purple", "紫色"),
    "brown": Value("brown", "棕色"),
    "white": Value("white", "白色"),
    "charcoal": Value("charcoal", "炭灰色"),
}
