"""Three threads that use no processor time, and what each of them waits for."""

# ANCHOR: main
import os
import threading
import time

NAP = 0.001
reader, writer = os.pipe()
lock = threading.Lock()
lock.acquire()
stop = threading.Event()


def read():
    os.read(reader, 1)


def enter():
    with lock:
        pass


def nap():
    while not stop.is_set():
        time.sleep(NAP)


jobs = [
    ("waits for a pipe", "pipe_read", read),
    ("for a lock", "futex", enter),
    ("for the clock", "nanosleep", nap),
]
threads, seen = [], []
for what, function, job in jobs:
    thread = threading.Thread(target=job)
    thread.start()
    threads.append(thread)
    place = f"/proc/self/task/{thread.native_id}/wchan"

    def asleep():
        time.sleep(NAP)
        with open(place) as file:
            return function in file.read()

    # Look until it sleeps there.
    sleeps = any(asleep() for _ in range(9999))
    print(f"{what}: in ..{function}.. {str(sleeps).lower()}")
    seen.append(sleeps)

os.close(writer)
lock.release()
stop.set()
for thread in threads:
    thread.join()
os.close(reader)
assert seen == [True] * 3
# ANCHOR_END: main
