"""Draws the sample's photos (JPEG without EXIF) and screenshots (PNG)."""

from __future__ import annotations

import hashlib
import io
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from par_rules.dossier.typeset import FONTS
from sample.documents import MARK, DocumentSpec, Table

SIZE = (1280, 960)
SCREEN_WIDTH = 1200
RED = (196, 22, 28)
INK = (34, 34, 40)


def draw_photo(spec: DocumentSpec) -> bytes:
    """Give a photo of the scene ``spec.drawn``: "board", "meeting", "speaker" or "desk"."""
    scenes = {"board": _board, "meeting": _meeting, "speaker": _speaker, "desk": _desk}
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    _wall(draw, _tint(spec.id))
    scenes[spec.drawn or "board"](draw, spec)
    # A phone held by hand: a little turned, a little soft.
    turn = (int(hashlib.sha256(spec.id.encode()).hexdigest()[:2], 16) - 128) / 90
    image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(120, 118, 112))
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIZE[1] - 44, SIZE[0], SIZE[1]), fill=(255, 255, 255))
    caption = f"{MARK} – {spec.title}"
    draw.text((16, SIZE[1] - 36), caption, fill=RED, font=_font(24, bold=True))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=62, optimize=True)
    return out.getvalue()


def draw_screenshot(spec: DocumentSpec) -> bytes:
    """Give a picture of a browser window at the address ``spec.drawn``, with the body's lines."""
    lines = [(block, 22, False) for block in spec.body if isinstance(block, str)]
    rows = [row for block in spec.body if isinstance(block, Table) for row in block.rows]
    lines += [("   ".join(row), 22, False) for row in rows]
    lines += [(f"{label}: {value}", 22, False) for label, value in spec.figures.items()]
    height = 290 + 46 * (len(lines) + 1)
    image = Image.new("RGB", (SCREEN_WIDTH, height), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SCREEN_WIDTH, 60), fill=(222, 225, 230))
    draw.rounded_rectangle((90, 12, SCREEN_WIDTH - 20, 48), 18, fill=(255, 255, 255))
    draw.text((110, 18), spec.drawn or "", fill=INK, font=_font(20))
    for position in range(3):
        draw.ellipse((14 + 24 * position, 22, 30 + 24 * position, 38), fill=(150, 155, 162))
    draw.rectangle((0, 60, SCREEN_WIDTH, 150), fill=(150, 24, 28))
    draw.text(
        (30, 70), "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN", fill=(255, 255, 255), font=_font(30, bold=True)
    )
    draw.text((30, 112), "Thành phố Hải Phòng", fill=(255, 226, 160), font=_font(22))
    draw.text((30, 172), spec.title, fill=INK, font=_font(26, bold=True))
    y = 220
    for text, size, bold in lines:
        draw.text((30, y), text, fill=INK, font=_font(size, bold=bold))
        draw.line((30, y + 36, SCREEN_WIDTH - 30, y + 36), fill=(225, 225, 225))
        y += 46
    shown = f"{MARK} – chụp màn hình" + (f" {spec.taken_at}" if spec.taken_at else "")
    draw.text((30, height - 44), shown, fill=RED, font=_font(22, bold=True))
    out = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "LiberationSerif-Bold.ttf" if bold else "LiberationSerif-Regular.ttf"
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=layout)


def _tint(seed: str) -> tuple[int, int, int]:
    byte = hashlib.sha256(seed.encode()).digest()
    return (196 + byte[0] % 40, 198 + byte[1] % 36, 186 + byte[2] % 40)


def _wall(draw: ImageDraw.ImageDraw, tint: tuple[int, int, int]) -> None:
    width, height = SIZE
    for y in range(height):
        shade = 1 - 0.28 * y / height
        draw.line((0, y, width, y), fill=tuple(int(part * shade) for part in tint))
    draw.rectangle((0, height - 130, width, height), fill=(122, 96, 74))


def _sheet(draw: ImageDraw.ImageDraw, x: int, y: int, title: str) -> None:
    draw.rectangle((x + 5, y + 6, x + 205, y + 286), fill=(110, 110, 104))
    draw.rectangle((x, y, x + 200, y + 280), fill=(252, 251, 246))
    draw.ellipse((x + 94, y + 4, x + 106, y + 16), fill=RED)
    for position, line in enumerate(_wrap(title, 20)[:4]):
        draw.text((x + 12, y + 24 + 22 * position), line, fill=INK, font=_font(18, bold=True))
    for position in range(9):
        length = 176 - (position * 37) % 60
        top = y + 124 + 16 * position
        draw.rectangle((x + 12, top, x + 12 + length, top + 3), fill=(120, 120, 125))


def _board(draw: ImageDraw.ImageDraw, spec: DocumentSpec) -> None:
    draw.rectangle((90, 90, 1190, 800), fill=(92, 62, 40))
    draw.rectangle((108, 108, 1172, 782), fill=(36, 96, 74))
    draw.text(
        (150, 126), "BẢNG NIÊM YẾT CÔNG KHAI", fill=(255, 236, 150), font=_font(44, bold=True)
    )
    draw.text((150, 180), "UBND XÃ ĐẠI SƠN", fill=(255, 255, 255), font=_font(28))
    titles = [block for block in spec.body if isinstance(block, str)] or [spec.title]
    for position, title in enumerate(titles[:8]):
        _sheet(draw, 140 + 262 * (position % 4), 226 + 292 * (position // 4) - 10, title)


def _banner(draw: ImageDraw.ImageDraw, lines: list[str]) -> None:
    draw.rectangle((150, 70, 1130, 250), fill=RED)
    for position, line in enumerate(lines[:4]):
        font = _font(30, bold=True)
        width = draw.textlength(line, font=font)
        draw.text((640 - width / 2, 86 + 40 * position), line, fill=(255, 226, 90), font=font)


def _meeting(draw: ImageDraw.ImageDraw, spec: DocumentSpec) -> None:
    lines = [part for block in spec.body if isinstance(block, str) for part in _wrap(block, 52)]
    _banner(draw, lines or _wrap(spec.title, 52))
    draw.rectangle((420, 400, 860, 500), fill=(140, 92, 58))
    for row in range(4):
        for seat in range(10):
            x, y = 90 + 118 * seat + 24 * (row % 2), 540 + 82 * row
            draw.ellipse((x, y, x + 46, y + 46), fill=(58 + 12 * row, 52, 50))
            draw.rounded_rectangle(
                (x - 16, y + 46, x + 62, y + 120), 18, fill=(90, 104, 128 + 8 * row)
            )


def _speaker(draw: ImageDraw.ImageDraw, spec: DocumentSpec) -> None:
    draw.rectangle((620, 180, 644, 840), fill=(96, 98, 100))
    for side in (-1, 1):
        x = 632 + side * 40
        draw.polygon(
            [(x, 250), (x + side * 190, 190), (x + side * 190, 370), (x, 310)], fill=(150, 154, 158)
        )
    draw.rectangle((330, 540, 950, 760), fill=(250, 248, 240))
    lines = [part for block in spec.body if isinstance(block, str) for part in _wrap(block, 40)]
    for position, line in enumerate(lines[:6]):
        draw.text((352, 556 + 32 * position), line, fill=INK, font=_font(26))


def _desk(draw: ImageDraw.ImageDraw, spec: DocumentSpec) -> None:
    _banner(draw, _wrap(spec.title, 52))
    draw.rectangle((120, 520, 1160, 800), fill=(176, 132, 92))
    for position in range(4):
        x = 170 + 250 * position
        draw.rectangle((x, 380, x + 190, 500), fill=(30, 34, 40))
        draw.rectangle((x + 8, 388, x + 182, 488), fill=(120, 170, 214))
        draw.text(
            (x + 40, 540),
            f"Quầy số {position + 1}",
            fill=(255, 255, 255),
            font=_font(28, bold=True),
        )


def _wrap(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` characters, between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
