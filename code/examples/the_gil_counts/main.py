"""Every reference to an object is counted. Two threads add and drop names for one object, and the count is right."""

# ANCHOR: main
import sys
import threading

ROUNDS = 300_000


def add_and_drop(thing):
    for _ in range(ROUNDS):
        another_name = thing  # count + 1
        del another_name  # count - 1


if __name__ == "__main__":
    thing = object()
    before = sys.getrefcount(thing)
    threads = [
        threading.Thread(target=add_and_drop, args=[thing])
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del thread, threads  # they name it, too
    after = sys.getrefcount(thing)
    print("counts left over:", after - before)
# ANCHOR_END: main
