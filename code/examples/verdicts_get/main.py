"""One method takes from a queue; two arguments say whether and how long it waits."""

# ANCHOR: main
import inspect
from multiprocessing import Queue
from queue import Empty

queue = Queue()
print("get" + str(inspect.signature(queue.get)))

for arguments in [(False,), (True, 0.05)]:
    try:
        queue.get(*arguments)
    except Empty:
        print("get", *arguments, "-> Empty")

queue.put("A")
print("get True ->", queue.get(True))
# ANCHOR_END: main
