"""What loom does, in small: run two takers and a putter in every order. A thread is a generator that says its next step."""

# ANCHOR: queue
class Queue:
    items = 0


def take_if(queue):
    yield "lock"
    if queue.items == 0:
        yield "wait"
    assert queue.items > 0, "woken, no item"
    queue.items -= 1
    yield "unlock"


def take_while(queue):
    yield "lock"
    while queue.items == 0:
        yield "wait"
    assert queue.items > 0, "woken, no item"
    queue.items -= 1
    yield "unlock"


def put(queue):
    yield "lock"
    queue.items += 1
    yield "unlock"
    yield "notify"


def put_in_silence(queue):
    yield "lock"
    queue.items += 1
    yield "unlock"


# ANCHOR_END: queue

# ANCHOR: main
def run(threads, order):
    """Runs them in one order, and says how many could
    have gone on at each step."""
    choices, owner, asleep = [], None, []
    steps = [next(thread) for thread in threads]
    while any(steps):
        ready = [
            n
            for n, step in enumerate(steps)
            if step in ("unlock", "wait", "notify")
            or step == "lock" and owner is None
        ]
        assert ready, f"deadlock; {steps}"
        choice = order[len(choices) :][:1] or [0]
        choices.append(len(ready))
        n = ready[choice[0]]
        match steps[n]:
            case "lock":
                owner = n
            case "unlock":
                owner = None
            case "wait":
                owner = None
                asleep.append(n)
                steps[n] = "asleep"
                continue
            case "notify" if asleep:
                steps[asleep.pop(0)] = "lock"
        steps[n] = next(threads[n], None)
    return choices


def puts(put, queue):
    yield from put(queue)
    yield from put(queue)


def check(name, take, put):
    order, orders = [], 0
    try:
        while True:
            orders += 1
            q = Queue()
            threads = [puts(put, q), take(q), take(q)]
            choices = run(threads, order)
            # Next: another choice, as late as can be.
            order += [0] * (len(choices) - len(order))
            while order and order[-1] == choices.pop() - 1:
                order.pop()
            if not order:
                print(f"{name}: right in all {orders}")
                return
            order[-1] += 1
    except AssertionError as says:
        print(f"{name}: wrong in order {orders}")
        print(f"  {says}")


check("while", take_while, put)
check("if", take_if, put)
check("no notify", take_while, put_in_silence)
# ANCHOR_END: main
