"""Tasks that need the results of others: beyond the longest chain no worker helps."""

# ANCHOR: main
TASKS = {  # name: time, what it needs
    "plan": (1, []),
    "a": (2, ["plan"]),
    "b": (2, ["plan"]),
    "c": (2, ["plan"]),
    "d": (6, ["plan"]),
    "link": (1, ["a", "b", "c", "d"]),
}


def end(workers):
    """When the last is done. A worker that is free takes
    the first task that has all it needs."""
    now = 0
    waiting = list(TASKS)
    running = []
    done = set()
    while len(done) < len(TASKS):
        for name in list(waiting):
            time, after = TASKS[name]
            if len(running) < workers and done >= set(after):
                waiting.remove(name)
                running.append((now + time, name))
        # On to the moment when the next one is done.
        running.sort()
        now, name = running.pop(0)
        done.add(name)
    return now


def chain(name):
    """The longest chain that ends with this task."""
    time, after = TASKS[name]
    return time + max(map(chain, after), default=0)


if __name__ == "__main__":
    work = sum(time for time, _ in TASKS.values())
    span = max(map(chain, TASKS))
    print(f"work {work}, span {span}")
    for p in [1, 2, 3, 4, 100]:
        last = end(p)
        print(f"workers {p:3}: {last}")
        assert last >= span and last * p >= work
        assert last * p <= work + span * (p - 1)
# ANCHOR_END: main
