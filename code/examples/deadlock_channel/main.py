"""One thread puts while it holds a lock. The other needs the lock before it can get the next item."""

# ANCHOR: main
import queue
import threading
import time


def hold(log, lock, jobs):
    with lock:
        for job in range(5):
            jobs.put(job)  # waits while it is full
            log.append(f"sent {job}")
    jobs.put(None)


def let_go(log, lock, jobs):
    for job in range(5):
        jobs.put(job)
        with lock:
            log.append(f"sent {job}")
    jobs.put(None)


def receive(log, lock, jobs):
    while (job := jobs.get()) is not None:
        with lock:
            log.append(f"got {job}")


def run(send, limit):
    """Whether both end within the limit."""
    args = [], threading.Lock(), queue.Queue(maxsize=1)
    threads = [
        threading.Thread(target=f, args=args, daemon=True)
        for f in (send, receive)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + limit
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


held = run(hold, 0.2)
print("put under the lock:   ended:", held)
free = run(let_go, 20)
print("put without the lock: ended:", free)
# ANCHOR_END: main
assert (held, free) == (False, True)
