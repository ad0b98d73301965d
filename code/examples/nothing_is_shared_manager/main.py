"""Two processes add one through a proxy. Each read, and each write, is a message."""

# ANCHOR: main
from multiprocessing import Barrier, Manager, Process


def one(barrier):
    barrier.wait(timeout=10)
    return 1


def add(shared, barrier):
    # Reads shared["n"], calls one(), writes the sum.
    shared["n"] += one(barrier)


def add_locked(shared, lock):
    with lock:
        shared["n"] += 1


def run(target, guard):
    shared["n"] = 0
    processes = [
        Process(target=target, args=(shared, guard))
        for _ in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return shared["n"]


if __name__ == "__main__":
    with Manager() as manager:
        shared = manager.dict()
        print("through a proxy:", run(add, Barrier(2)))
        lock = manager.Lock()
        print("under a lock:", run(add_locked, lock))
# ANCHOR_END: main
