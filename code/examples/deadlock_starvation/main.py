"""One thread wants a lock again and again. Another knocks, always at the wrong moment; then it stands in line."""

# ANCHOR: knocking
import threading

TURNS = 200


def knocking():
    """Turns of the greedy and of the knocking thread."""
    lock, step = threading.Lock(), threading.Barrier(2)
    turns = 0

    def greedy():
        nonlocal turns
        for _ in range(TURNS):
            with lock:
                step.wait()
                turns += 1  # work, while the other knocks
                step.wait()

    thread = threading.Thread(target=greedy)
    thread.start()
    got = 0
    for _ in range(TURNS):
        step.wait()
        got += lock.acquire(blocking=False)
        step.wait()
    thread.join()
    return turns, got
# ANCHOR_END: knocking


# ANCHOR: line
class Line:
    """Who drew a number first has the first turn."""

    def __init__(self):
        self.drawn, self.served = 0, 0
        self.next = threading.Condition()

    def ask(self):
        with self.next:
            self.drawn += 1
            return self.drawn - 1

    def turn(self, number, work):
        with self.next:
            self.next.wait_for(lambda: self.served >= number)
        work()
        with self.next:
            self.served += 1
            self.next.notify_all()


def in_line():
    """Turns the greedy gets after the other asked."""
    line, first = Line(), threading.Barrier(2)
    turns = []

    def greedy():
        line.turn(line.ask(), first.wait)
        for _ in range(TURNS):
            line.turn(line.ask(), lambda: turns.append(1))

    thread = threading.Thread(target=greedy)
    thread.start()
    first.wait()  # the greedy is in its first turn
    mine = line.ask()
    before, after = len(turns), []
    line.turn(mine, lambda: after.append(len(turns)))
    thread.join()
    return after[0] - before
# ANCHOR_END: line


turns = knocking()
print("knocking: {} turns and {}".format(*turns))
once = in_line() <= 1
print("in line:  overtaken once at most:", str(once).lower())
assert turns == (TURNS, 0) and once
