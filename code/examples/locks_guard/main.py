"""`with` shows where a lock is held, whatever happens inside. `acquire` does not."""

# ANCHOR: main
import threading

names = ["Ada"]
lock = threading.Lock()


def held(place):
    held = lock.locked()
    print(f"{place:<16} {'held' if held else 'free'}")
    return held


with lock:
    assert held("with")
assert not held("after with")

with lock:
    first = names[0]
assert not held("first") and first == "Ada"

try:
    with lock:
        names.index("Grace")
except ValueError:
    assert not held("with, raised")

try:
    lock.acquire()
    names.index("Grace")
    lock.release()
except ValueError:
    assert held("acquire, raised")
# ANCHOR_END: main
