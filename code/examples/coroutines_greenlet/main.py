"""Two greenlets switch to each other. One of them never comes to its end."""

# ANCHOR: main
from greenlet import greenlet


def one():
    print("one begins")
    second.switch()
    print("one ends")


def two():
    print("two begins")
    first.switch()
    print("two ends")


first = greenlet(one)
second = greenlet(two)
first.switch()
print("main goes on")
print("ended:", first.dead + second.dead, "of 2")
assert first.dead and not second.dead
# ANCHOR_END: main
