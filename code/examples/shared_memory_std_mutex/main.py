"""A `threading.Lock` is copied by fork, and each process has its own. A `multiprocessing.Lock` is one for both."""

# ANCHOR: main
import multiprocessing
import threading


def hold(locks, locked, done):
    for lock in locks:
        lock.acquire()
    locked.set()
    done.wait()
    for lock in locks:
        lock.release()


if __name__ == "__main__":
    # By fork, which hands over any object as it is.
    context = multiprocessing.get_context("fork")
    locks = threading.Lock(), context.Lock()
    locked, done = context.Event(), context.Event()
    child = context.Process(
        target=hold, args=(locks, locked, done)
    )
    child.start()
    locked.wait()
    for lock in locks:
        kind = type(lock).__module__.strip("_")
        free = lock.acquire(timeout=0.5)
        print(f"{kind}: the child holds it, I get it: {free}")
    done.set()
    child.join()
# ANCHOR_END: main
