"""Two threads read, meet, and write. Of every two additions one is lost."""

# ANCHOR: main
import threading

ROUNDS = 100
n = 0
meet = threading.Barrier(2)


def count():
    global n
    for _ in range(ROUNDS):
        seen = n
        meet.wait()  # both have read
        n = seen + 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"additions: {2 * ROUNDS}, counted: {n}")
# ANCHOR_END: main
