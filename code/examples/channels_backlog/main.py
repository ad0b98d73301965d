"""A queue without a bound takes whatever comes; a queue with a bound makes the producer wait."""

# ANCHOR: main
from queue import Full, Queue
from threading import Thread


def produce(queue, numbers):
    for n in numbers:
        queue.put(n)


queue = Queue()
producer = Thread(target=produce, args=(queue, range(10_000)))
producer.start()
producer.join()  # nobody has taken anything
print(f"no bound: {queue.qsize()} are waiting")

queue = Queue(maxsize=16)
try:
    for n in range(10_000):
        queue.put_nowait(n)
except Full:
    print(f"bound 16: {n} are waiting")

rest = range(16, 10_000)
producer = Thread(target=produce, args=(queue, rest))
producer.start()
most = 0
for expected in range(10_000):
    assert queue.get() == expected
    most = max(most, queue.qsize())
producer.join()
print("bound 16: all came, never more than 16")
assert most <= 16
# ANCHOR_END: main
