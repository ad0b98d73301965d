"""Which of them has an owner: one thread takes it, another gives it back, and back again."""

# ANCHOR: main
import threading


def release(it):
    try:
        it.release()
        outcome = "released"
    except (RuntimeError, ValueError) as error:
        outcome = repr(error)
    print(f"{type(it).__name__}: {outcome}")


def taken_here_released_there(it):
    it.acquire()
    other = threading.Thread(target=release, args=(it,))
    other.start()
    other.join()


taken_here_released_there(threading.RLock())
taken_here_released_there(threading.Lock())

semaphore = threading.BoundedSemaphore(1)
taken_here_released_there(semaphore)
release(semaphore)  # once more than it was taken
release(threading.Semaphore(1))
# ANCHOR_END: main
