"""The same money, under one lock for all of it, and with a thread that owns it."""

# ANCHOR: lock
import queue
import threading


def three(run):
    threads = [
        threading.Thread(target=run, args=(i, (i + 1) % 3))
        for i in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def one_lock():
    balances, lock = [100] * 3, threading.Lock()

    def run(source, target):
        for _ in range(10_000):
            with lock:
                balances[source] -= 1
                balances[target] += 1

    three(run)
    return balances
# ANCHOR_END: lock


# ANCHOR: owner
def owner():
    balances, orders = [100] * 3, queue.Queue()

    def bank():
        while (order := orders.get()) is not None:
            source, target, amount = order
            balances[source] -= amount
            balances[target] += amount

    def run(source, target):
        for _ in range(10_000):
            orders.put((source, target, 1))

    thread = threading.Thread(target=bank)
    thread.start()
    three(run)
    orders.put(None)  # nothing comes after this
    thread.join()
    return balances
# ANCHOR_END: owner


balances = [one_lock(), owner()]
print("one lock:", balances[0])
print("an owner:", balances[1])
assert balances == [[100] * 3] * 2
