"""Dropping a `Popen` neither waits for the process nor ends it. `with` waits."""

# ANCHOR: main
import os
import subprocess


def exists(pid):
    return os.path.exists(f"/proc/{pid}")


# `cat` ends when its input does: when `pipe` is closed.
child = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
pid, pipe = child.pid, child.stdin
del child
print("dropped, still there: ", exists(pid))

pipe.close()
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print("ended, still there:   ", exists(pid))

with subprocess.Popen(
    ["cat"], stdin=subprocess.PIPE
) as child:
    print("the next one started: ", exists(pid))
print("left by with:         ", exists(child.pid))
# ANCHOR_END: main
