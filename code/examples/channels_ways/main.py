"""Three ways to learn of a message: wait for it, look for it, be called with it."""

# ANCHOR: main
import time
from queue import Empty, Queue
from threading import Thread, get_ident


def produce(deliver):
    for product in 1, 2, 3:
        time.sleep(0.02)  # work
        deliver(product)


queue = Queue()
Thread(target=produce, args=(queue.put,)).start()
total = sum(queue.get() for _ in range(3))  # asleep
print(f"waiting: {total}")

Thread(target=produce, args=(queue.put,)).start()
polled = products = in_vain = 0
while products < 3:
    try:
        polled += queue.get_nowait()
        products += 1
    except Empty:
        in_vain += 1  # time for something else:
        time.sleep(0.001)
print(f"polling: {polled}, and looks in vain")
assert in_vain > 0

seen = []
producer = Thread(
    target=produce,
    args=(lambda p: seen.append((p, get_ident())),),
)
producer.start()
producer.join()
assert all(ident == producer.ident for _, ident in seen)
called = sum(product for product, _ in seen)
print(f"call-back: {called}, in the producer's thread")
assert (total, polled, called) == (6, 6, 6)
# ANCHOR_END: main
