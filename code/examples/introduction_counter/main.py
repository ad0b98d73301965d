"""Four threads count to 800,000 together, and do not get there."""

# ANCHOR: main
import threading

counter = 0


def add_one(n):
    return n + 1


def count():
    global counter
    for _ in range(200_000):
        counter = add_one(counter)


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("expected 800000, lost some:", counter < 800_000)
# ANCHOR_END: main
