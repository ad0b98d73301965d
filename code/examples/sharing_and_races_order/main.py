"""Two spellings of one line. On CPython 3.10 to 3.13 one of them loses updates."""

# ANCHOR: main
import sys
import threading

sys.setswitchinterval(0.0005)  # for the GIL; usually 0.005
TIMES = 40_000
n = 0


def one():
    return 1


def read_then_call():
    global n
    for _ in range(TIMES):
        n = n + one()


def call_then_read():
    global n
    for _ in range(TIMES):
        n = one() + n


def loses(count):
    global n
    n = 0
    threads = [
        threading.Thread(target=count) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return n < 4 * TIMES


def ever(count):
    return any(loses(count) for _ in range(10))


print("n + one() loses some:", ever(read_then_call))
print("one() + n loses some:", ever(call_then_read))
# ANCHOR_END: main
