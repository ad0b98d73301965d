"""Who is woken must look again: what it was woken for may have been taken by somebody who was awake."""

# ANCHOR: main
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Condition


class Queue:
    def __init__(self):
        self.items = deque()
        self.added = Condition()

    def put(self, item):
        with self.added:
            self.items.append(item)
            self.added.notify()

    def take_if(self, there):
        with self.added:
            there.wait()
            if not self.items:
                self.added.wait()
            return self.items.popleft()

    def take_while(self, there):
        with self.added:
            there.wait()
            while not self.items:
                self.added.wait()
            return self.items.popleft()

    # A consumer that comes between the two: here, in one
    # hold of the lock, so that it happens every time.
    def put_and_steal(self):
        with self.added:
            self.items.append(1)
            self.added.notify()
            self.items.popleft()


queue, there = Queue(), Barrier(2)
with ThreadPoolExecutor() as pool:
    robbed = pool.submit(queue.take_if, there)
    there.wait()  # It has the lock, until it waits.
    queue.put_and_steal()
    print("if:", repr(robbed.exception()))

    robbed = pool.submit(queue.take_while, there)
    there.wait()
    queue.put_and_steal()
    queue.put(2)
    print("while:", robbed.result())
# ANCHOR_END: main
