"""A tree walked by a generator: each level has to hand on what the level below yields."""

# ANCHOR: main
def walk(tree):
    if tree:
        left, key, right = tree
        yield from walk(left)
        yield key
        yield from walk(right)


def forgot(tree):
    if tree:
        left, key, right = tree
        forgot(left)  # makes a generator
        yield key
        forgot(right)


tree = (((), 1, ()), 2, (((), 3, ()), 4, ()))
print("handed on:", list(walk(tree)))
print("forgotten:", list(forgot(tree)))
# ANCHOR_END: main
