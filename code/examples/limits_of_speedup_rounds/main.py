"""Ten tasks of one second for one to ten workers. The clock is a number, so the program is exact and takes no time."""

# ANCHOR: main
import heapq
import math


def end(tasks, workers):
    """When the last task is done. A worker that is free
    takes the next one."""
    # When each worker is free, the earliest first.
    free = [0] * workers
    last = 0
    for task in tasks:
        now = heapq.heappop(free)
        heapq.heappush(free, now + task)
        last = max(last, now + task)
    return last


if __name__ == "__main__":
    tasks = [1] * 10
    print("workers    n/m  seconds  at work")
    for workers in range(1, 11):
        quotient = 10 / workers
        seconds = end(tasks, workers)
        busy = 10 / seconds
        print(
            f"{workers:7}  {quotient:5.2f}"
            f"  {seconds:7}  {busy:7.1f}"
        )
        assert seconds == math.ceil(10 / workers)
# ANCHOR_END: main
