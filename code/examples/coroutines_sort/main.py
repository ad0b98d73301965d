"""`sorted`, stopped at each comparison, to ask and to be answered. (Python and Rust compare in other orders.)"""

# ANCHOR: main
from functools import cmp_to_key
from greenlet import getcurrent, greenlet


def sort(words):
    def ask(a, b):
        return main.switch(a, b)  # back with the answer

    return sorted(words, key=cmp_to_key(ask))


main = getcurrent()
sorter = greenlet(sort)
result = sorter.switch(["cherry", "pear", "fig"])
while not sorter.dead:
    a, b = result
    print(f"{a} or {b}?")
    result = sorter.switch(len(a) - len(b))
print(result)
assert result == ["fig", "pear", "cherry"]
# ANCHOR_END: main
