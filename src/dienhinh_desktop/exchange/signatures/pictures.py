"""Pictures of a handwritten signature or a seal: PNG on transparent ground, cropped to what is drawn.

Decree 30/2020 asks for PNG with a transparent ground, the signature blue, the seal red and in its real size.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageStat, UnidentifiedImageError

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import SignerRole

_LARGEST = 20 * 1024 * 1024
_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 1600
"""Pixels of the longer side that is put into a paper: a seal of 4 cm at 1000 dots per inch."""
_SEEN = 16
"""Least opacity, of 255, that counts as drawn."""
_SOLID = 128


@dataclass(frozen=True)
class Picture:
    """A cropped picture and the width of what is drawn in millimetres; None where the file tells no resolution."""

    image: Image.Image
    width: float | None

    @property
    def shape(self) -> float:
        """Height in parts of the width."""
        return self.image.height / self.image.width


def read_picture(path: Path) -> Picture:
    """Return the picture of a file. Raises UserError when it is no PNG, has no transparent ground, or is empty."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"Ảnh {path.name} quá lớn; lưu lại dưới {_LARGEST // 1024**2} MB.")
        with Image.open(path, formats=["PNG"]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise UserError(f"Ảnh {path.name} quá lớn; lưu lại với ít điểm ảnh hơn.")
            resolution = float(opened.info.get("dpi", (0.0, 0.0))[0])
            image = opened.convert("RGBA")
    except UnidentifiedImageError:
        raise UserError(f"{path.name} không phải ảnh PNG; lưu ảnh dạng PNG nền trong suốt rồi chọn lại.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(f"Không mở được ảnh {path.name}: không có tệp, hoặc ảnh hỏng. Chọn ảnh khác.") from error
    return _cropped(image, resolution, path.name)


def _cropped(image: Image.Image, resolution: float, name: str) -> Picture:
    alpha = image.getchannel("A")
    if min(alpha.tobytes()) > _SEEN:
        raise UserError(f"Ảnh {name} không có nền trong suốt nên sẽ che chữ; lưu lại dạng PNG nền trong suốt.")
    drawn = alpha.point([255 if value > _SEEN else 0 for value in range(256)]).getbbox()
    if drawn is None:
        raise UserError(f"Ảnh {name} trống, không có nét nào; chọn ảnh khác.")
    cropped = image.crop(drawn)
    width = cropped.width / resolution * 25.4 if resolution > 1 else None
    if max(cropped.size) > _LONGEST_SIDE:
        cropped.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return Picture(cropped, width)


def colour_note(picture: Picture, role: SignerRole) -> str:
    """Return a sentence when the picture has not the colour the decree names, else ""."""
    solid = picture.image.getchannel("A").point([255 if value >= _SOLID else 0 for value in range(256)])
    if solid.getbbox() is None:
        return ""
    red, green, blue = ImageStat.Stat(picture.image.convert("RGB"), solid).mean
    if role is SignerRole.PERSON and not (blue > red and blue > green):
        return "Ảnh chữ ký không phải màu xanh như Nghị định 30/2020/NĐ-CP nêu."
    if role is SignerRole.AGENCY and not (red > blue and red > green):
        return "Ảnh con dấu không phải màu đỏ như Nghị định 30/2020/NĐ-CP nêu."
    return ""
