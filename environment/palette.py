"""A chart's PNG with a palette instead of full colours: about a third of the bytes, and the eye sees no difference.

PNG: W3C Recommendation "Portable Network Graphics", https://www.w3.org/TR/png/. Each colour is rounded to 16 steps of red, green and blue.
"""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
ROUNDED = bytes(round(v / 17) * 17 for v in range(256))


def chunks(png):
    at = len(SIGNATURE)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_palette(png):
    """The same picture with at most 256 colours; a PNG that is not as the course's charts are comes back as it is."""
    parts = list(chunks(png))
    width, height, *form = struct.unpack(">IIBBBBB", parts[0][1])
    if form != [8, 2, 0, 0, 0]:  # 8 bits of red, green and blue, not interlaced
        return png
    lines = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    stride = 3 * width + 1  # a line begins with its filter; charts have none
    if any(lines[::stride]):
        return png
    rgb = b"".join(lines[y * stride + 1 : (y + 1) * stride] for y in range(height)).translate(ROUNDED)
    pixels = list(zip(rgb[0::3], rgb[1::3], rgb[2::3], strict=True))
    palette = {color: index for index, color in enumerate(sorted(set(pixels)))}
    if len(palette) > 256:
        return png
    indexed = bytes(map(palette.__getitem__, pixels))
    lines = b"".join(b"\0" + indexed[y * width : (y + 1) * width] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colors = b"".join(map(bytes, palette))
    return SIGNATURE + b"".join(
        chunk(kind, data) for kind, data in ((b"IHDR", header), (b"PLTE", colors), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    )
