"""A thread that raises ends alone. Whoever joins it is told nothing."""

# ANCHOR: main
import threading


def divide(a, b, into):
    into.append(a // b)


def say_so(raised):  # in place of a traceback
    print(
        f"{raised.thread.name} raised {raised.exc_type.__name__}"
    )


threading.excepthook = say_so

good, bad = [], []
threads = [
    threading.Thread(
        target=divide, args=(6, 2, good), name="good"
    ),
    threading.Thread(
        target=divide, args=(6, 0, bad), name="bad"
    ),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()  # returns None, both times

print("6 / 2 =", good)
print("6 / 0 =", bad)
# ANCHOR_END: main
