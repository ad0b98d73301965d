"""Python's `maxsize=0` is the opposite: a queue without a bound."""

# ANCHOR: main
from queue import Queue

queue = Queue(maxsize=0)
for letter in range(1000):
    queue.put_nowait(letter)
print(f"nobody is there: {queue.qsize()} are waiting")
# ANCHOR_END: main
