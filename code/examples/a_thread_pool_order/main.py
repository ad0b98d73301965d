"""The results as they come: `as_completed`."""

# ANCHOR: main
from concurrent.futures import (
    ThreadPoolExecutor,
    as_completed,
)
from threading import Event


def work(name, go):
    if name == "slow":
        go.wait()
    return name


go, order = Event(), []
with ThreadPoolExecutor(2) as pool:
    tasks = [
        pool.submit(work, name, go) for name in ["slow", "quick"]
    ]
    for task in as_completed(tasks):
        print(task.result())
        go.set()
        order.append(task.result())
# ANCHOR_END: main
assert order == ["quick", "slow"]
