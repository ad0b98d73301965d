"""Five philosophers, five forks. Who is about to wait looks first whether that would close a circle."""

# ANCHOR: table
import threading
from concurrent.futures import ThreadPoolExecutor

SEATS = 5


class Refused(Exception):
    pass


class Table:
    """Who holds which fork, and who waits for which."""

    def __init__(self):
        self.lock = threading.Lock()
        self.holder = {}
        self.wanted = {}

    def circle(self, who):
        """The circle that `who` closes by waiting, if any."""
        circle, last = [who], who
        while last in self.wanted:
            last = self.holder.get(self.wanted[last])
            if last is None:
                return None
            if last == who:
                return circle
            circle.append(last)
        return None
# ANCHOR_END: table


# ANCHOR: lock
forks = [threading.Lock() for _ in range(SEATS)]
table = Table()


def take(who, fork):
    with table.lock:
        table.wanted[who] = fork
        circle = table.circle(who)
        if circle:
            del table.wanted[who]
            raise Refused(circle)
    forks[fork].acquire()
    with table.lock:
        del table.wanted[who]
        table.holder[fork] = who


def put(fork):
    with table.lock:
        del table.holder[fork]
    forks[fork].release()
# ANCHOR_END: lock


# ANCHOR: dine
def dine(who, seated):
    """Eats, and returns the circle met on the way, if any."""
    left, right = who, (who + 1) % SEATS
    refused = None
    take(who, left)
    seated.wait()  # everybody has a left fork
    try:
        take(who, right)
    except Refused as error:
        refused = error.args[0]
        put(left)  # and begins again, with the right
        take(who, right)
        take(who, left)
    put(left)
    put(right)
    return refused


seated = threading.Barrier(SEATS)
with ThreadPoolExecutor(SEATS) as pool:
    met = list(
        pool.map(dine, range(SEATS), [seated] * SEATS)
    )

circles = [circle for circle in met if circle]
print(f"{len(met)} have eaten, {len(circles)} was refused")
circle = circles[0]
# Begin with philosopher 0, whoever found it.
first = circle.index(0)
circle = circle[first:] + circle[:first] + [0]
print("digraph {", " -> ".join(map(str, circle)), "}")
# ANCHOR_END: dine
assert len(circles) == 1 and circle == [0, 1, 2, 3, 4, 0]
