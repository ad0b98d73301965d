"""A pipe keeps no messages apart: two come glued and cut. A length in front puts the boundaries back, and trusts everybody."""

# ANCHOR: naive
import os


def naive():
    reader, writer = os.pipe()
    os.write(writer, b"hello")
    os.write(writer, b"world")
    os.close(writer)

    reads = []
    while part := os.read(reader, 8):
        reads.append(part.decode())
    os.close(reader)
    print("written: hello, world; read:", reads)
# ANCHOR_END: naive


# ANCHOR: length
import io
import struct


def receive(stream):
    (length,) = struct.unpack("<I", stream.read(4))
    return stream.read(length)


def length_in_front():
    stream = io.BytesIO(b"\5\0\0\0hello\5\0\0\0world")
    two = [receive(stream).decode() for _ in range(2)]
    print("with a length:", two)

    try:
        receive(stream)
    except struct.error as ended:
        print("the end:", type(ended).__name__)
    cut = receive(io.BytesIO(b"\5\0\0\0hel"))
    print("cut short:", cut)

    (stranger,) = struct.unpack("<I", b"HTTP")
    print(f"HTTP announces {stranger} bytes")
# ANCHOR_END: length


naive()
length_in_front()
