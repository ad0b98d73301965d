"""A thread starts a child and ends. Whose child is it?"""

# ANCHOR: main
import os
import subprocess
import threading

started = []


def start():
    # It ends when its input does.
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    started.append((threading.get_native_id(), child))


thread = threading.Thread(target=start)
thread.start()
thread.join()
[(tid, child)] = started

with open(f"/proc/{child.pid}/status") as status:
    fields = dict(line.split(":", 1) for line in status)
parent = int(fields["PPid"])

print(f"we are pid {os.getpid()}")
print(f"it was started by tid {tid}, which has ended")
print(f"its parent is pid {parent}")

child.stdin.close()
print("main waits:", child.wait())
assert parent == os.getpid()
# ANCHOR_END: main
