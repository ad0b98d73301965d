"""Each thread counts for itself. Its count is added to the total when the thread ends."""

# ANCHOR: main
import threading

total = 0
lock = threading.Lock()


class Count:
    def __init__(self):
        self.n = 0

    def __del__(self):
        global total
        with lock:
            total += self.n


class PerThread(threading.local):
    def __init__(self):  # once in each thread that asks
        self.count = Count()


own = PerThread()


def work():
    for _ in range(10_000):
        own.count.n += 1


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("main's own count:", own.count.n)
print("added by threads that ended:", total)
# ANCHOR_END: main
