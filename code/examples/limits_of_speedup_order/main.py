"""Five tasks, two workers, every order: what the order costs, and what no order can save."""

import heapq
from itertools import permutations


def end(tasks, workers):
    free = [0] * workers
    last = 0
    for task in tasks:
        now = heapq.heappop(free)
        heapq.heappush(free, now + task)
        last = max(last, now + task)
    return last


# ANCHOR: main
if __name__ == "__main__":
    for tasks in [[1, 1, 1, 1, 4], [3, 3, 2, 2, 2]]:
        longest = max(tasks)
        work = sum(tasks)
        ends = [
            end(order, 2) for order in permutations(tasks)
        ]
        best, worst = min(ends), max(ends)
        in_order = sorted(tasks, reverse=True)

        print(f"{tasks}: as given {end(tasks, 2)}")
        print(f"  longest first {end(in_order, 2)}")
        print(f"  {len(ends)} orders: {best} to {worst}")
        assert best >= longest and best * 2 >= work
        assert worst * 2 <= work + longest
# ANCHOR_END: main
