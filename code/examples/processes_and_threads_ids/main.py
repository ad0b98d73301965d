"""One process with two threads: the ids that the kernel gives to each."""

# ANCHOR: main
import os
import queue
import threading

told = queue.SimpleQueue()
end = threading.Event()


def work():
    told.put((os.getpid(), threading.get_native_id()))
    end.wait()


worker = threading.Thread(target=work)
worker.start()

pid, tid = told.get()
print(f"worker: pid {pid}, tid {tid}")
own = threading.get_native_id()
print(f"main:   pid {os.getpid()}, tid {own}")

tids = os.listdir("/proc/self/task")
print("all tids:", ", ".join(tids))
end.set()
worker.join()

assert pid == own == os.getpid()
assert len(tids) == 2
# ANCHOR_END: main
