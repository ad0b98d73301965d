"""Item 0 of 16 takes as long as all the others. Which of them get done meanwhile, in which order?"""

# ANCHOR: main
import threading
from concurrent.futures import ThreadPoolExecutor


class Work:
    def __init__(self):
        self.done = []
        self.more = threading.Condition()

    def item(self, n, limit):
        """Item 0 waits for the others, not for ever."""
        with self.more:
            if n == 0:
                self.more.wait_for(
                    lambda: len(self.done) >= 15, limit
                )
                print(self.done)
            self.done.append(n)
            self.more.notify()


def share(work, items):
    for n in items:
        work.item(n, 0.5)


with ThreadPoolExecutor(2) as pool:
    work = Work()
    shares = [range(8), range(8, 16)]
    list(pool.map(share, [work] * 2, shares))

    work = Work()
    list(pool.map(work.item, range(16), [60] * 16))
    assert work.done[15] == 0
# ANCHOR_END: main
