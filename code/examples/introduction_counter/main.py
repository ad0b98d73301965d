"""Four threads count to 4,000,000 together, and do not get there."""

# ANCHOR: main
import threading

counter = 0


def add_one(n):
    return n + 1


def count():
    global counter
    for _ in range(1_000_000):
        counter = add_one(counter)


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("expected 4000000, lost some:", counter < 4_000_000)
# ANCHOR_END: main
