"""Two threads share a value and a count of its users; who takes the count to zero frees the value."""

# ANCHOR: main
import threading


class Shared:
    users = 2
    value = [7]
    lock = threading.Lock()


freed = []


def use_and_leave(shared):
    assert shared.value == [7]
    with shared.lock:
        shared.users -= 1
        last = shared.users == 0
    if last:
        shared.value = None
        freed.append(True)


shared = Shared()
threads = [
    threading.Thread(target=use_and_leave, args=[shared])
    for _ in range(2)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print("freed", len(freed), "time")
assert len(freed) == 1
# ANCHOR_END: main
