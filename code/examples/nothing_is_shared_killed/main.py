"""A reader terminated inside `get` takes the queue's lock with it."""

# ANCHOR: main
import time
from multiprocessing import Process, Queue
from queue import Empty


def read(items):
    items.get()
    raise AssertionError("no item comes while it lives")


if __name__ == "__main__":
    items = Queue()
    reader = Process(target=read, args=(items,))
    reader.start()
    # `get` takes this lock, then waits for an item.
    while items._rlock.acquire(block=False):
        items._rlock.release()
        time.sleep(0.001)

    reader.terminate()
    reader.join()
    print("the reader: signal", -reader.exitcode)

    items.put("A")
    while items.empty():
        time.sleep(0.001)
    print("is it empty:", items.empty())
    try:
        print("the next reader got", items.get(timeout=0.3))
    except Empty:
        print("the next reader: no item in time")
# ANCHOR_END: main
