"""The continuous parameters of an avatar, all in [-1, 1] with 0 as the middle; what they do is decided where they are
drawn. New ones are appended."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "Parameter"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One continuous parameter.

    Attributes:
        name: identifier, `snake_case`.
        en: what it is, in English.
        zh: what it is, in Chinese.
        low: what -1 looks like.
        high: what 1 looks like.
    """

    name: str
    en: str
    zh: str
    low: str
    high: str


_TABLE = (
    # Pose
    ("turn", "turn of the head", "转头", "to the viewer's left", "to the viewer's right"),
    ("nod", "nod", "抬头低头", "chin up", "chin down"),
    ("tilt", "tilt of the head", "歪头", "to the left", "to the right"),
    ("shift_x", "place in the picture, across", "水平位置", "left", "right"),
    ("shift_y", "place in the picture, down", "垂直位置", "up", "down"),
    ("scale", "size in the picture", "大小", "small", "large"),
    ("side", "side of every asymmetry", "左右侧", "left", "right"),
    # Face
    ("face_width", "width of the face", "脸宽", "narrow", "wide"),
    ("chin", "length of the chin", "下巴长度", "short", "long"),
    ("cheek", "fullness of the cheeks", "脸颊", "slim", "full"),
    ("ear_size", "size of the ears", "耳朵大小", "small", "large"),
    ("nose", "size of the nose", "鼻子", "a dot", "marked"),
    ("blush", "blush", "腮红", "pale", "rosy"),
    # Eyes
    ("eye_size", "size of the eyes", "眼睛大小", "small", "large"),
    ("eye_gap", "distance of the eyes", "眼距", "close", "wide apart"),
    ("eye_height", "height of the eyes", "眼睛高低", "high", "low"),
    ("eye_open", "opening of the eyes", "睁眼程度", "narrowed", "wide open"),
    ("eye_slant", "slant of the eyes", "眼角倾斜", "drooping", "rising"),
    ("iris", "size of the irises", "瞳孔大小", "small", "large"),
    ("gaze_x", "gaze, across", "左右视线", "left", "right"),
    ("gaze_y", "gaze, up and down", "上下视线", "up", "down"),
    ("lash", "lashes", "睫毛", "light", "heavy"),
    # Brows and mouth
    ("brow_height", "height of the brows", "眉毛高低", "low", "high"),
    ("brow_angle", "slant of the brows", "眉毛倾斜", "worried", "determined"),
    ("brow_width", "thickness of the brows", "眉毛粗细", "thin", "thick"),
    ("mouth_width", "width of the mouth", "嘴宽", "narrow", "wide"),
    ("mouth_height", "height of the mouth", "嘴的高低", "high", "low"),
    ("mouth_curve", "curve of the mouth", "嘴角", "flat", "curved"),
    ("mouth_open", "opening of the mouth", "张嘴程度", "little", "much"),
    # Hair
    ("parting", "place of the parting", "发缝", "left", "right"),
    ("crown", "height of the crown", "头顶高度", "flat", "high"),
    ("hair_volume", "volume of the hair", "发量", "flat", "full"),
    ("fringe_length", "length of the fringe", "刘海长度", "short", "long"),
    ("fringe_sweep", "sweep of the fringe", "刘海方向", "left", "right"),
    ("back_length", "length of the hair", "后发长度", "short", "long"),
    ("sway", "sway of the hair", "飘动", "left", "right"),
    ("wave", "strength of waves and curls", "卷度", "loose", "tight"),
    ("wisps", "loose strands", "碎发", "neat", "many"),
    ("lock_left", "length of the left side lock", "左鬓发", "short", "long"),
    ("lock_right", "length of the right side lock", "右鬓发", "short", "long"),
    ("ahoge_size", "size of the ahoge", "呆毛大小", "small", "large"),
    ("shine", "height of the shine", "高光位置", "high", "low"),
    ("gloss", "strength of the shine", "光泽", "matt", "glossy"),
    # Body
    ("shoulder", "width of the shoulders", "肩宽", "narrow", "broad"),
    ("neck", "width of the neck", "脖子粗细", "slender", "strong"),
    ("outfit_fit", "cut of the outfit", "衣服松紧", "slim", "loose"),
    ("wrinkles", "lines of age, on elders", "皱纹", "few", "many"),
    ("accessory_size", "size of accessories", "配饰大小", "small", "large"),
    ("accessory_place", "place of accessories", "配饰位置", "inner", "outer"),
    # Colour: jitter about the curated tones
    ("hair_light", "lightness of the hair", "发色明暗", "dark", "light"),
    ("hair_chroma", "strength of the hair's colour", "发色浓淡", "muted", "vivid"),
    ("hair_hue", "hue of the hair", "发色偏向", "cooler", "warmer"),
    ("skin_light", "lightness of the skin", "肤色明暗", "dark", "light"),
    ("skin_hue", "hue of the skin", "肤色冷暖", "rosy", "golden"),
    ("eye_light", "lightness of the eyes", "眼色明暗", "dark", "light"),
    ("eye_hue", "hue of the eyes", "眼色偏向", "one way", "the other way"),
    ("background_hue", "hue of the background", "背景偏向", "one way", "the other way"),
    ("background_light", "lightness of the background", "背景明暗", "deeper", "paler"),
    ("background_angle", "direction of the background's gradient", "背景方向", "left", "right"),
)

PARAMETERS: dict[str, Parameter] = {row[0]: Parameter(*row) for row in _TABLE}
