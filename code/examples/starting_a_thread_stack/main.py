"""A hundred thousand calls deep: an exception, which can be caught."""

# ANCHOR: main
import sys
import threading

DEPTH = 100_000


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def say():
    try:
        print(depth(DEPTH))
    except RecursionError:
        print("RecursionError")


def in_a_thread():
    thread = threading.Thread(target=say)
    thread.start()
    thread.join()


in_a_thread()
sys.setrecursionlimit(2 * DEPTH)
in_a_thread()
# ANCHOR_END: main
