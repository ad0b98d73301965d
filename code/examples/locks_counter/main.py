"""Three threads count under a lock and report after it. What they report is the number of that moment, not their own."""

# ANCHOR: main
import threading
import time

number = 0
lock = threading.Lock()
all_three = threading.Barrier(3)
lines = []


def count():
    global number
    for _ in range(10):
        lock.acquire()
        mine = number + 1
        time.sleep(0.001)
        number = mine
        lock.release()

        all_three.wait()  # the others' turn
        printed = number
        all_three.wait()
        lines.append((mine, printed))


threads = [threading.Thread(target=count) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

mine = sorted(mine for mine, _ in lines)
printed = sorted(printed for _, printed in lines)
print("printed:", printed[:9], "…")
print("its own:", mine[:9], "…")
print("total:  ", number)
assert mine == list(range(1, 31))
assert printed == [i // 3 * 3 + 3 for i in range(30)]
# ANCHOR_END: main
