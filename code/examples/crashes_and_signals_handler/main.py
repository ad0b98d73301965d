"""A handler that takes a lock waits for the thread that it has interrupted. A thread that waits for the signal does not."""

# ANCHOR: main
import os
import signal
import subprocess
import sys
import threading

lock = threading.Lock()
log = []


def handler(number, frame):
    with lock:
        log.append("handled")


def in_the_handler():
    signal.signal(signal.SIGUSR1, handler)
    # SIGALRM ends this process in a second.
    signal.alarm(1)
    with lock:
        log.append("working")
        # The handler runs now, on this thread.
        signal.raise_signal(signal.SIGUSR1)


def wait_for_it():
    signal.sigwait({signal.SIGUSR1})
    handler(signal.SIGUSR1, None)


def in_a_thread():
    # Threads started from now on inherit the mask.
    signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGUSR1}
    )
    waiter = threading.Thread(target=wait_for_it)
    waiter.start()
    with lock:
        os.kill(os.getpid(), signal.SIGUSR1)
        log.append("working")
    waiter.join()
    print(f"  {log}")


match os.environ.get("PLACE"):
    case "in a thread":
        in_a_thread()
    case "in the handler":
        in_the_handler()
    case _:
        for place in ["in the handler", "in a thread"]:
            print(f"{place}:", flush=True)
            child = subprocess.run(
                [sys.executable, __file__],
                env=os.environ | {"PLACE": place},
            )
            print(f"  {child.returncode}", flush=True)
            hung = child.returncode == -signal.SIGALRM
            assert hung == (place == "in the handler")
            assert hung or child.returncode == 0
# ANCHOR_END: main
