"""A sum and the number of its parts. A reader that comes between the two steps gets a pair that was never meant."""

# ANCHOR: main
import threading


class Gauge:
    sum = 0
    number = 0

    def add(self, value, between):
        self.sum += value
        between()
        self.number += 1

    def read(self):
        return self.sum, self.number


gauge = Gauge()
half, read = threading.Event(), threading.Event()


def between():
    half.set()
    read.wait()


writer = threading.Thread(
    target=gauge.add, args=[10, between]
)
writer.start()
half.wait()
pair = gauge.read()
read.set()
writer.join()

print("between the steps:", pair)
print("after them:       ", gauge.read())
assert pair == (10, 0)
# ANCHOR_END: main
