"""Messages through a pipe and back, and three streams that are refused: too long, cut short, not ours."""

# ANCHOR: main
import io
import struct
import subprocess

LIMIT = 1024


class FrameError(Exception):
    """Why a message was not received."""


def write(stream, message):
    if len(message) > LIMIT:
        raise FrameError(f"{len(message)} bytes")
    header = struct.pack("<I", len(message))
    stream.write(header + message)


def exactly(stream, count, before=0):
    # Buffered: `read` returns less only at the end.
    data = stream.read(count)
    if len(data) < count and before + len(data) > 0:
        raise FrameError(
            "the stream ended inside a message, "
            f"after {before + len(data)} of its bytes"
        )
    return data


def messages(stream):
    while header := exactly(stream, 4):
        (length,) = struct.unpack("<I", header)
        if length > LIMIT:
            raise FrameError(
                f"a message of {length} bytes, "
                f"where {LIMIT} is the limit"
            )
        yield exactly(stream, length, before=4)


# `cat` sends back what it gets.
with subprocess.Popen(
    ["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
) as cat:
    for message in (b"hello", b"", b"world"):
        write(cat.stdin, message)
    cat.stdin.close()
    for message in messages(cat.stdout):
        print(f'"{message.decode()}"')

for stream in (
    b"\5\0\0\0hello",
    b"\5\0\0\0hello\5\0\0\0wor",
    b"\5\0\0\0hello\5\0",
    b"HTTP/1.1 200 OK\r\n",
):
    count = 0
    try:
        for _ in messages(io.BytesIO(stream)):
            count += 1
        print(f"{count}, the end")
    except FrameError as error:
        print(f"{count}, {error}")
# ANCHOR_END: main
