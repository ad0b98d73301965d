"""Two threads: each raises its flag and looks at the other's. Under the GIL one of them always comes second."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

ROUNDS = 5000

flags = [[False, False] for _ in range(ROUNDS)]
line_up = Barrier(2)


def play(me):
    saw = []
    for pair in flags:
        line_up.wait()
        pair[me] = True
        saw.append(pair[1 - me])
    return saw


with ThreadPoolExecutor(2) as pool:
    mine, theirs = pool.map(play, [0, 1])

pairs = list(zip(mine, theirs))
rounds = pairs.count((False, False))
print(f"Python: neither in {rounds} of {ROUNDS} rounds")
assert rounds == 0
# ANCHOR_END: main
