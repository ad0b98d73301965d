"""A notification that nobody waits for yet is gone. What has happened must be written down, under the lock."""

# ANCHOR: main
import threading

LIMIT = 0.3

changed = threading.Condition()  # has a lock in it
ready = False


def wait():
    with changed:
        return changed.wait(LIMIT)


def look_first():
    with changed:
        return changed.wait_for(lambda: ready, LIMIT)


def worker():
    global ready
    with changed:
        ready = True
        changed.notify()


# The worker is fast. When it ends, nobody waits yet.
thread = threading.Thread(target=worker)
thread.start()
thread.join()

heard = wait()
print("wait: heard of it:", str(heard).lower())
assert not heard

heard = look_first()
print("look, then wait: heard of it:", str(heard).lower())
assert heard
# ANCHOR_END: main
