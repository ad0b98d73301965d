"""A generator: the interpreter keeps its frame between two calls of `next`."""

# ANCHOR: main
def pairs(n):
    for a in range(n):
        for b in range(a):
            yield a, b


some = pairs(3)
assert next(some) == (1, 0)
assert next(some) == (2, 0)
print("locals:", some.gi_frame.f_locals)
assert next(some) == (2, 1)
assert next(some, None) is None
print(list(pairs(4)))
# ANCHOR_END: main
