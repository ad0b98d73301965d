"""When the main thread ends, Python waits for every other thread but the daemons; those it abandons where they are."""

# ANCHOR: main
import threading

started = threading.Event()


def joined():
    try:
        pass
    finally:
        print("the thread that is joined cleaned up")


def daemon():
    try:
        started.set()
        threading.Event().wait()  # stands for work that never ends
    finally:
        print("the thread that is not cleaned up")


first = threading.Thread(target=joined)
first.start()
threading.Thread(target=daemon, daemon=True).start()

first.join()
started.wait()
print("main returns")
# ANCHOR_END: main
