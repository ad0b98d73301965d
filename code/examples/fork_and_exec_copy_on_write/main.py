"""After `fork` both processes have the same pages. A write makes a copy of the page it hits, and to look at an object is to write."""

# ANCHOR: main
import os
import sys

PAGE = 4096
SIZE = 64 << 20  # 64 MiB


def private_mib():
    """How much memory this process shares with nobody, to the nearest 8 MiB."""
    with open("/proc/self/smaps_rollup") as rollup:
        kib = sum(
            int(line.split()[1])
            for line in rollup
            if line.startswith("Private_")
        )
    return round(kib / 8192) * 8


data = bytearray(b"\1") * SIZE
objects = [object() for _ in range(SIZE // 32)]

child = os.fork()
if child == 0:
    print(f"the child:              {private_mib()} MiB")
    data.count(1)
    print(f"has read all bytes:     {private_mib()} MiB")
    for each in objects:
        pass
    print(f"has looked at objects:  {private_mib()} MiB")
    for page in range(0, SIZE // 2, PAGE):
        data[page] = 2  # one byte is enough
    print(f"has written half:       {private_mib()} MiB")
    sys.stdout.flush()
    os._exit(0)

os.waitpid(child, 0)
assert data[0] == 1
# ANCHOR_END: main
