"""How much a pipe holds, asked of the pipe itself, and what a writer meets when nobody can read any more."""

# ANCHOR: full
import fcntl
import os
import subprocess


def fill(size):
    """Writes pieces of this size until it is full."""
    reader, writer = os.pipe()
    # A full pipe is an error then, and not a wait.
    os.set_blocking(writer, False)
    total = 0
    while True:
        try:
            total += os.write(writer, b"x" * size)
        except BlockingIOError:
            return reader, writer, total


reader, writer, total = fill(4096)
size = fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ)
print(f"size {size}; by 4096: {total} bytes fit")
*_, wasteful = fill(2049)
print(f"by 2049: {wasteful} bytes fit")

os.read(reader, 1)
try:
    os.write(writer, b"y")
except BlockingIOError as full:
    print("with one byte read:", type(full).__name__)
# ANCHOR_END: full

# ANCHOR: gone
os.close(reader)
try:
    os.write(writer, b"y")
except BrokenPipeError as gone:
    print("the reader is gone:", type(gone).__name__)

yes = subprocess.Popen(["yes"], stdout=subprocess.PIPE)
yes.stdout.close()
print("a child's reader is gone:", yes.wait())
# ANCHOR_END: gone
