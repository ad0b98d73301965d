"""A thread raises halfway through a change. `with` gives the lock back, and nobody learns of the half."""

# ANCHOR: main
import threading

lock = threading.Lock()
accounts = {"mine": 100, "yours": 0}


def give(sum):
    with lock:
        accounts["mine"] -= 30
        accounts["yours"] += int(sum)


def say_so(raised):  # in place of a traceback
    print(raised.exc_value)


threading.excepthook = say_so

thread = threading.Thread(target=give, args=("3o",))
thread.start()
thread.join()

with lock:  # as ever
    print("total", sum(accounts.values()))
    assert sum(accounts.values()) == 70
# ANCHOR_END: main
