"""Three threads are started, then waited for; what each computed has to be left somewhere."""

# ANCHOR: main
import threading

squares = {}


def square(n):
    # What it returned would be thrown away.
    squares[n] = n * n


threads = [
    threading.Thread(target=square, args=(n,))
    for n in (1, 2, 3)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print([squares[n] for n in (1, 2, 3)])
# ANCHOR_END: main
