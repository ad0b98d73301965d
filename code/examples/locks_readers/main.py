"""Python's standard library has no lock for readers and writers. With a Lock three readers are never inside at once."""

# ANCHOR: main
import threading

text = "draft"
lock = threading.Lock()
all_three = threading.Barrier(3, timeout=0.2)
seen = []


def reader():
    with lock:
        try:
            all_three.wait()
            seen.append("met")
        except threading.BrokenBarrierError:
            seen.append("alone")


threads = [threading.Thread(target=reader) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(seen)
assert seen == ["alone"] * 3
# ANCHOR_END: main
