"""A barrier that only counts: who is fast comes to the next round, and the slow never hear that theirs is over."""

# ANCHOR: barrier
from threading import Condition


class Barrier:
    """Opens when two have come. Wrong from the second round on."""

    def __init__(self):
        self.arrived = 0
        self.changed = Condition()

    def wait(self):
        with self.changed:
            self.arrived += 1
            if self.arrived == 2:
                self.arrived = 0  # for the next round
                self.changed.notify_all()
            while self.arrived != 0:
                self.changed.wait()


# ANCHOR_END: barrier

# ANCHOR: main
from queue import Empty, Queue
from threading import Thread

barrier = Barrier()
log = Queue()


def slow():
    with barrier.changed:
        log.put("slow: waits in round 1")
        barrier.wait()
    log.put("slow: through")


def fast():
    # It never lets go of the lock between the rounds. A
    # fast thread that does may get it back first, too.
    with barrier.changed:
        barrier.wait()
        log.put("fast: through, waits in round 2")
        barrier.wait()
    log.put("fast: through")


for party in (slow, fast):
    Thread(target=party, daemon=True).start()
    print(log.get())

try:
    print(log.get(timeout=0.5))
except Empty:
    print("both wait, in different rounds")
# ANCHOR_END: main
