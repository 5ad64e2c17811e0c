#!/usr/bin/python3
"""Draws the small pictures of the image tests, and stores the pixels that Pillow reads from them.

Usage: /usr/bin/python3 scripts/python/make_image_fixtures.py   (Debian: python3-pil, python3-numpy)

Writes src/test/resources/image/:
  source.png, resized-*.png   one picture and its Pillow BILINEAR resizes (bit-exact test)
  decode/NAME.EXT             one picture per format
  decode/NAME.EXT.png         the RGB values expected from it: Pillow's, alpha blended on white
  oriented/*                  one picture stored in each EXIF orientation; all show oriented/upright.png
"""

import pathlib
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms

ROOT = pathlib.Path(__file__).resolve().parents[2] / "src" / "test" / "resources" / "image"
DECODE = ROOT / "decode"
ORIENTED = ROOT / "oriented"
ORIENTATION = 0x0112

# The operation that turns an upright picture into the stored one; the reader has to undo it.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def picture(width, height, noise, seed):
    """Smooth colours with two hard edges and uniform noise of the given amplitude."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    rgb = np.stack(
        [
            255 * x / (width - 1),
            127 + 120 * np.sin(2 * np.pi * (x / width + y / height)),
            255 * y / (height - 1),
        ],
        axis=-1,
    )
    rgb[height // 3 : height // 2, width // 4 : width // 2] = (230, 20, 30)
    rgb[height // 2 :, 2 * width // 3 :, 1] = 250
    rgb += np.random.default_rng(seed).uniform(-noise, noise, rgb.shape)
    return Image.fromarray(np.clip(np.rint(rgb), 0, 255).astype(np.uint8))


def on_white(image):
    """Straight alpha on white, rounded to the nearest level."""
    rgba = np.asarray(image.convert("RGBA")).astype(np.int32)
    alpha = rgba[..., 3:]
    rgb = (rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255
    return Image.fromarray(rgb.astype(np.uint8))


def png(path, image):
    image.save(path, optimize=True)


def expect(name, image=None):
    """Stores the expected pixels of a file; by default what Pillow reads from it."""
    if image is None:
        image = Image.open(DECODE / name)
        image.seek(0)
        image = on_white(image)
    png(DECODE / (name + ".png"), image)


def chunk(kind, data):
    return (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    )


def png_bytes(width, height, depth, colour, rows, *extra):
    """A PNG from raw rows; for what Pillow cannot write."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(chunk(kind, body) for kind, body in extra)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def foreign_profile():
    """sRGB with red and blue exchanged: applying it would be plain to see."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[i : i + 4]): i for i in range(132, 132 + 12 * profile[131], 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def resizes():
    source = picture(61, 45, 24, 1)
    png(ROOT / "source.png", source)
    for width, height in ((23, 17), (40, 45), (61, 31), (150, 97), (100, 20), (8, 8)):
        resized = source.resize((width, height), Image.Resampling.BILINEAR)
        png(ROOT / f"resized-{width}x{height}.png", resized)
    for name in ("nearest", "box", "hamming", "bicubic", "lanczos"):
        for size in ((23, 17), (100, 20)):
            resized = source.resize(size, Image.Resampling[name.upper()])
            png(ROOT / f"resized-{name}-{size[0]}x{size[1]}.png", resized)
    without_antialias(source)
    # Shorter side to 32, the longer one int(32 * 61 / 45) = 43; then rows 4..27 and, as
    # round(19 / 2.0) = round(9.5) = 10, columns 10..33.
    cropped = source.resize((43, 32), Image.Resampling.BILINEAR).crop((10, 4, 34, 28))
    png(ROOT / "resized-32-cropped-24.png", cropped)


def without_antialias(source):
    """PyTorch's interpolate, rounded to 8 bits."""
    import torch
    import torch.nn.functional as F

    pixels = torch.from_numpy(np.asarray(source).copy()).permute(2, 0, 1)[None].float()
    for name, mode in (
        ("bilinear-no-antialias", "bilinear"),
        ("bicubic-no-antialias", "bicubic"),
        ("area", "area"),
        ("nearest-edge", "nearest"),
    ):
        for width, height in ((23, 17), (100, 20)):
            resized = F.interpolate(pixels, size=(height, width), mode=mode)[0]
            rounded = resized.round().clamp(0, 255).byte().permute(1, 2, 0).numpy()
            png(ROOT / f"resized-{name}-{width}x{height}.png", Image.fromarray(rounded))


def lossless(image):
    rgb = np.asarray(image)
    grey = image.convert("L")
    ramp = Image.fromarray(np.tile(np.linspace(0, 255, 24).astype(np.uint8), (16, 1)))
    rgba = image.copy()
    rgba.putalpha(ramp)
    palette = image.quantize(32)

    for extension in ("png", "tif", "bmp"):
        image.save(DECODE / f"rgb.{extension}")
        expect(f"rgb.{extension}")
        grey.save(DECODE / f"grey.{extension}")
        expect(f"grey.{extension}")
        palette.save(DECODE / f"palette.{extension}")
        expect(f"palette.{extension}")
        image.convert("1").save(DECODE / f"one-bit.{extension}")
        expect(f"one-bit.{extension}")
    for extension in ("png", "tif"):
        rgba.save(DECODE / f"rgba.{extension}")
        expect(f"rgba.{extension}")
    rgba.convert("LA").save(DECODE / "grey-alpha.png")
    expect("grey-alpha.png")
    palette.save(DECODE / "palette-transparent.png", transparency=palette.getpixel((0, 0)))
    expect("palette-transparent.png")
    image.save(DECODE / "rgb-transparent.png", transparency=image.getpixel((9, 6)))
    expect("rgb-transparent.png")
    image.save(DECODE / "profile.png", icc_profile=foreign_profile())
    expect("profile.png")
    image.save(DECODE / "profile.tif", icc_profile=foreign_profile())
    expect("profile.tif")
    image.save(DECODE / "lzw.tif", compression="tiff_lzw")
    expect("lzw.tif")
    image.convert("CMYK").save(DECODE / "cmyk.tif", compression="tiff_deflate")
    expect("cmyk.tif")

    deep = np.asarray(grey).astype(np.uint16) * 256 + np.arange(24, dtype=np.uint16) * 10
    for extension in ("png", "tif"):
        Image.fromarray(deep).save(DECODE / f"grey16.{extension}")
        expect(f"grey16.{extension}", grey.convert("RGB"))
    rows = (rgb.astype(np.uint16) * 256 + 255 - rgb).astype(">u2")
    (DECODE / "rgb16.png").write_bytes(png_bytes(24, 16, 16, 2, [r.tobytes() for r in rows]))
    expect("rgb16.png", image)
    four = np.asarray(grey) >> 4
    packed = [(row[0::2] << 4 | row[1::2]).tobytes() for row in four]
    (DECODE / "grey4.png").write_bytes(png_bytes(24, 16, 4, 0, packed))
    expect("grey4.png", Image.fromarray(four * 17).convert("RGB"))
    key = np.asarray(grey)[0, 0]
    raw = png_bytes(
        24, 16, 8, 0, [r.tobytes() for r in np.asarray(grey)], (b"tRNS", bytes([0, key]))
    )
    (DECODE / "grey-transparent.png").write_bytes(raw)
    keyed = np.where(np.asarray(grey) == key, 255, np.asarray(grey)).astype(np.uint8)
    expect("grey-transparent.png", Image.fromarray(keyed).convert("RGB"))

    second = Image.new("RGB", (24, 16), (0, 0, 255))
    image.quantize(32).save(
        DECODE / "two-frames.gif", save_all=True, append_images=[second.quantize(4)]
    )
    expect("two-frames.gif")
    palette.save(DECODE / "transparent.gif", transparency=palette.getpixel((0, 0)))
    expect("transparent.gif")

    image.save(DECODE / "lossless.webp", lossless=True)
    expect("lossless.webp")
    rgba.save(DECODE / "alpha.webp", lossless=True, exact=True)
    expect("alpha.webp")
    image.save(DECODE / "profile.webp", lossless=True, icc_profile=foreign_profile())
    expect("profile.webp")


def rare(image):
    """Formats and samples that few files have. Wide samples come out as docs/images.md says."""
    grey = image.convert("L")
    rgb, levels = np.asarray(image), np.asarray(grey)
    for compression in ("zstd", "lzma"):
        image.save(DECODE / f"{compression}.tif", compression=compression)
        expect(f"{compression}.tif")
    image.save(DECODE / "zstd-predictor.tif", compression="zstd", tiffinfo={317: 2})
    expect("zstd-predictor.tif")
    image.save(DECODE / "big.tif", big_tiff=True)
    expect("big.tif")
    wide = {
        "float-of-one.tif": (levels / 255).astype(np.float32),
        "float-of-255.tif": levels.astype(np.float32) + np.float32(0.75),
        "int32.tif": levels.astype(np.int32),
        "int32-of-12-bits.tif": levels.astype(np.int32) * 16 + 15,
        "grey16-of-12-bits.png": levels.astype(np.uint16) * 16 + 15,
        "grey16-of-12-bits.tif": levels.astype(np.uint16) * 16 + 15,
    }
    for name, values in wide.items():
        Image.fromarray(values).save(DECODE / name)
        expect(name, grey.convert("RGB"))
    Image.fromarray(levels * np.float32(100)).save(DECODE / "float-of-25500.tif")
    for name, picture_ in (("rgb.ppm", image), ("grey.pgm", grey), ("one-bit.pbm", image.convert("1"))):
        picture_.save(DECODE / name)
        expect(name)
    plain = "P2 # plain text\n24 16 255\n" + " ".join(map(str, levels.ravel())) + "\n"
    (DECODE / "plain.pgm").write_text(plain)
    expect("plain.pgm")
    # The logical screen, which begins at byte 6, becomes larger than the frame that lies on it, and the frame moves to (3, 2).
    gif = bytearray((DECODE / "two-frames.gif").read_bytes())
    gif[6:10] = struct.pack("<HH", 30, 20)
    frame = gif.index(struct.pack("<BHHHH", 0x2C, 0, 0, 24, 16))
    gif[frame + 1 : frame + 5] = struct.pack("<HH", 3, 2)
    (DECODE / "placed.gif").write_bytes(gif)
    expect("placed.gif")
    for extension in ("png", "bmp", "gif", "tif"):
        image.crop((5, 5, 6, 6)).save(DECODE / f"pixel.{extension}")
        expect(f"pixel.{extension}")


def lossy(image):
    def jpeg(name, picture_, **options):
        picture_.save(DECODE / name, quality=92, **options)
        expect(name)

    jpeg("444.jpg", image, subsampling=0)
    jpeg("420.jpg", image, subsampling=2)
    jpeg("422.jpg", image, subsampling=1)
    jpeg("progressive.jpg", image, progressive=True)
    jpeg("grey.jpg", image.convert("L"))
    jpeg("profile.jpg", image, subsampling=0, icc_profile=foreign_profile())
    jpeg("cmyk.jpg", image.convert("CMYK"))
    jpeg("cmyk-profile.jpg", image.convert("CMYK"), icc_profile=foreign_profile())

    # The same coefficients under another Adobe transform: 2 makes CMYK a YCCK file, and 0
    # instead of JFIF makes YCbCr an RGB one. Not the same picture, but a well defined one.
    cmyk = bytearray((DECODE / "cmyk.jpg").read_bytes())
    cmyk[cmyk.index(b"Adobe") + 11] = 2
    (DECODE / "ycck.jpg").write_bytes(cmyk)
    expect("ycck.jpg")
    ycc = (DECODE / "444.jpg").read_bytes()
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    (DECODE / "adobe-rgb.jpg").write_bytes(ycc[:2] + adobe + ycc[20:])
    expect("adobe-rgb.jpg")

    image.save(DECODE / "lossy.webp", quality=90)
    expect("lossy.webp")
    image.save(DECODE / "jpeg.tif", compression="jpeg", quality=92)
    expect("jpeg.tif")


def oriented(image):
    png(ORIENTED / "upright.png", image)
    for orientation, transpose in STORED.items():
        stored = image if transpose is None else image.transpose(transpose)
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        stored.save(ORIENTED / f"{orientation}.jpg", quality=95, subsampling=0, exif=exif)
        stored.save(ORIENTED / f"{orientation}.png", exif=exif)
    rotated = image.transpose(STORED[6])
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    rotated.save(ORIENTED / "6.webp", lossless=True, exif=exif)
    rotated.save(ORIENTED / "6.tif", tiffinfo={ORIENTATION: 6})


def main():
    for folder in (ROOT, DECODE, ORIENTED):
        folder.mkdir(parents=True, exist_ok=True)
    resizes()
    lossless(picture(24, 16, 6, 2))
    rare(picture(24, 16, 6, 2))
    lossy(picture(24, 16, 0, 3))
    oriented(picture(24, 16, 0, 4))


if __name__ == "__main__":
    main()
