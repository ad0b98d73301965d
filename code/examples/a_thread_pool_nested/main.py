"""The only worker waits for a task that only it could run."""

# ANCHOR: main
from concurrent.futures import (
    ThreadPoolExecutor,
    TimeoutError,
)


def outer(pool):
    inner = pool.submit(lambda: 6 * 7)
    try:
        # Without the limit: for ever.
        return inner.result(timeout=0.3)
    except TimeoutError:
        assert not inner.running() and not inner.done()
        return "not begun, and nobody else will begin it"


with ThreadPoolExecutor(1) as pool:
    print("inner:", pool.submit(outer, pool).result())
# ANCHOR_END: main
