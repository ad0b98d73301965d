"""A process dies while it holds a lock in shared memory. Python's stays locked for ever."""

# ANCHOR: main
import multiprocessing
import os
import signal


def hold(lock):
    lock.acquire()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    child = multiprocessing.Process(target=hold, args=(lock,))
    child.start()
    child.join()
    print("the holder:", child.exitcode)
    print("my lock:", lock.acquire(timeout=0.5))
    # Nothing stops anybody else from opening it.
    lock.release()
    print("the next:", lock.acquire(timeout=0.5))
# ANCHOR_END: main
