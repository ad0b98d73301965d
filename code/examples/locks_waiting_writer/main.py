"""A lock for readers and writers by hand: here a waiting writer keeps nobody out, and may wait for ever."""

# ANCHOR: main
import threading
import time
from pathlib import Path

text = "draft"
door = threading.Lock()  # for the count
data = threading.Lock()  # the writer's, or all readers'
readers = 0


def come_to_read():
    global readers
    with door:
        readers += 1
        if readers == 1:  # the first locks writers out
            data.acquire()


def go():
    global readers
    with door:
        readers -= 1
        if readers == 0:  # the last lets one in
            data.release()


def writer():
    global text
    with data:
        text = "final"


come_to_read()
print("reading, and writing too:", not data.locked())
thread = threading.Thread(target=writer)
thread.start()
wchan = Path(f"/proc/self/task/{thread.native_id}/wchan")
for _ in range(10_000):
    time.sleep(0.001)  # the writer comes, and waits
    if "futex" in wchan.read_text():  # asleep in the kernel
        break

come_to_read()
go()
print("twice, with a writer waiting:", thread.is_alive())
assert text == "draft" and thread.is_alive()
go()
thread.join()
print("then:", text)
# ANCHOR_END: main
