"""The four states of a generator. One of them can be seen from inside only."""

# ANCHOR: main
from inspect import getgeneratorstate


def steps():
    print("inside:", getgeneratorstate(some))
    try:
        next(some)
    except ValueError as error:
        print("inside:", error)
    yield


some = steps()
print(getgeneratorstate(some))
next(some)
print(getgeneratorstate(some))
next(some, None)
print(getgeneratorstate(some))
# ANCHOR_END: main
