"""A pool of one thread. A job that waits for another waits in vain; who waits must be outside of the pool."""

# ANCHOR: main
import queue
from concurrent.futures import ThreadPoolExecutor

words = ["one", "two", "three"]


def ask():
    answer = queue.Queue()
    pool.submit(answer.put, 3)
    return answer.get(timeout=0.2)


with ThreadPoolExecutor(1) as pool:
    try:
        print("over a queue:", pool.submit(ask).result())
    except queue.Empty:
        print("over a queue: Empty")

    lengths = [pool.submit(len, word) for word in words]
    lengths = [length.result() for length in lengths]
    print("from outside:", lengths)
# ANCHOR_END: main
