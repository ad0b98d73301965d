"""A thread changes what the kernel keeps about it. What of it has changed for the main thread, too?"""

# ANCHOR: main
import os
import signal
import threading


def facts(tid):
    """Three facts about one thread of this process."""
    task = f"/proc/self/task/{tid}"
    with open(f"{task}/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    # SIGUSR1 is signal 10, so its bit is the tenth.
    blocked = int(fields["SigBlk"], 16) >> 9 & 1
    return [
        os.readlink(f"{task}/cwd"),
        fields["Name"].strip(),
        "yes" if blocked else "no",
    ]


def set_name(tid, name):
    with open(f"/proc/self/task/{tid}/comm", "w") as comm:
        comm.write(name)


def work():
    os.chdir("/proc")
    tid = threading.get_native_id()
    set_name(tid, "worker")
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    worker.extend(facts(tid))


os.chdir("/")
main = threading.get_native_id()
set_name(main, "main")

before = facts(main)
worker = []
thread = threading.Thread(target=work)
thread.start()
thread.join()
after = facts(main)

names = ["directory", "name", "SIGUSR1 blocked"]
print("                 main   worker main")
for name, a, b, c in zip(names, before, worker, after):
    print(f"{name:16} {a:6} {b:6} {c}")
assert before[0] != after[0] == worker[0]
assert all(a != b for a, b in zip(worker[1:], after[1:]))
assert after[1:] == before[1:]
# ANCHOR_END: main
