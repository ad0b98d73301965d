"""A deposit under the lock, and a fee that forgets it."""

# ANCHOR: main
import threading

balance = 100
lock = threading.Lock()
halfway = threading.Barrier(2)
fee_taken = threading.Event()


def deposit():
    global balance
    with lock:
        before = balance
        halfway.wait()
        fee_taken.wait()
        balance = before + 30


def fee():
    global balance
    halfway.wait()
    balance -= 1  # where is the lock?
    fee_taken.set()


threads = [
    threading.Thread(target=deposit),
    threading.Thread(target=fee),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("balance:", balance)
assert balance == 130  # the fee is lost
# ANCHOR_END: main
