"""What becomes of a suspended one that nobody wants any more."""

# ANCHOR: main
from greenlet import getcurrent, greenlet


def job(suspend):
    try:
        suspend()
        print("never printed")
    except BaseException as end:
        print(type(end).__name__, "comes in")
        raise
    finally:
        print("the file is closed")


def generator():
    try:
        yield
        print("never printed")
    except BaseException as end:
        print(type(end).__name__, "comes in")
        raise
    finally:
        print("the file is closed")


one = generator()
next(one)
del one

main = getcurrent()
two = greenlet(job)
two.switch(main.switch)
del two

print("main goes on")
# ANCHOR_END: main
