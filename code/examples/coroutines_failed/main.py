"""An exception passes through `next` to the caller, and the generator is over."""

# ANCHOR: main
def halves(numbers):
    for n in numbers:
        if n % 2:
            raise ValueError(f"{n} is odd")
        yield n // 2


some = halves([2, 3, 4])
print(next(some))
try:
    next(some)
except ValueError as error:
    print("the caller:", error)
print("the third:", next(some, None))
# ANCHOR_END: main
