"""A free lock is taken without the kernel. A taken one puts the thread to sleep, and is not handed over in order."""

# ANCHOR: sleep
import resource
import threading
import time


def sleeps():
    """How often this thread has gone to sleep so far."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw


def until_asleep(thread):
    """Returns when the thread sleeps in a futex."""
    wchan = f"/proc/self/task/{thread.native_id}/wchan"
    for _ in range(10_000):
        time.sleep(0.001)  # lets go of the global lock
        # The kernel function in which the thread sleeps:
        with open(wchan) as file:
            if "futex" in file.read():
                return
    raise TimeoutError("still awake")


def uncontended(lock):
    before = sleeps()
    for _ in range(100_000):
        lock.acquire()
        lock.release()
    return sleeps() - before


def contended(lock):
    slept = []
    before_lock = threading.Event()

    def other():
        before = sleeps()
        before_lock.set()
        with lock:
            slept.append(sleeps() - before)

    with lock:
        thread = threading.Thread(target=other)
        thread.start()
        before_lock.wait()
        until_asleep(thread)
    thread.join()
    return slept[0]


# ANCHOR_END: sleep


# ANCHOR: overtaken
def overtaken(lock):
    end = threading.Event()

    def other():
        with lock:
            end.wait()  # keeps the lock until then

    with lock:
        thread = threading.Thread(target=other)
        thread.start()
        until_asleep(thread)
    # Whose turn is it?
    overtaken = lock.acquire(blocking=False)
    if overtaken:
        lock.release()
    end.set()
    thread.join()
    return overtaken


# ANCHOR_END: overtaken

# ANCHOR: main
lock = threading.Lock()
slept = uncontended(lock)
print(f"free 100000 times: slept {slept} times")
assert slept == 0

slept = contended(lock) > 0
print(f"taken: slept {slept}")
assert slept

seen = any(overtaken(lock) for _ in range(1000))
print(f"overtaken while waking: {seen}")
assert seen
# ANCHOR_END: main
