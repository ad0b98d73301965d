"""A thread that computes waits to see another take one step. Whether it ever does depends on the switch interval."""

# ANCHOR: main
import sys
import threading


def step_is_seen(limit):
    go = threading.Event()
    steps = []

    def other():
        go.wait()
        steps.append("a step")

    thread = threading.Thread(target=other)
    thread.start()
    go.set()
    looks = 0
    while not steps and looks < limit:
        looks += 1
    seen = len(steps) == 1
    thread.join()
    return seen


if __name__ == "__main__":
    print("a step is seen:", step_is_seen(10**10))

    sys.setswitchinterval(1000)  # seconds
    seen = step_is_seen(1_000_000)
    print("a step is seen in a million looks:", seen)
# ANCHOR_END: main
