"""Each of two threads raises its flag and looks at the other's: every order of the four steps, played through."""

# ANCHOR: main
from itertools import permutations


def play(order):
    flags = [0, 0]
    saw = [None, None]
    raised = [False, False]
    for me in order:
        if not raised[me]:
            flags[me] = 1
            raised[me] = True
        else:
            saw[me] = flags[1 - me]
    return tuple(saw)


orders = set(permutations([0, 0, 1, 1]))
outcomes = {play(order) for order in orders}

print(f"{len(orders)} orders: {sorted(outcomes)}")
assert (0, 0) not in outcomes
# ANCHOR_END: main
