"""What memory costs in time, as Python has it."""

import mmap
import time

from measured import candidate, serve

PAGE = 4096
PAGES = 4096
MIB = 1 << 20


@candidate
def python_page_first(operations):
    elapsed = 0
    while operations > 0:
        pages = min(operations, PAGES)
        with mmap.mmap(-1, PAGES * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
            start = time.perf_counter_ns()
            for at in range(0, pages * PAGE, PAGE):
                memory[at] = 1
            elapsed += time.perf_counter_ns() - start
            assert memory[0] == 1
        operations -= pages
    return elapsed


@candidate
def python_bytes(operations):
    for _ in range(operations):
        bytes(64)


@candidate
def python_mib(operations):
    for _ in range(operations):
        block = bytearray(b"x") * MIB
        assert block[-1] == 120
        del block


if __name__ == "__main__":
    serve()
