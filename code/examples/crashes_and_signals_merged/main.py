"""Two children end while `SIGCHLD` is held back. One signal arrives for both."""

# ANCHOR: main
import os
import signal
import subprocess

# Held back, and asked for by `sigtimedwait`.
mask = {signal.SIGCHLD}
signal.pthread_sigmask(signal.SIG_BLOCK, mask)

children = []
for code in ["exit 1", "exit 2"]:
    child = subprocess.Popen(["sh", "-c", code])
    # It has ended then, and its status is still there.
    os.waitid(
        os.P_PID, child.pid, os.WEXITED | os.WNOWAIT
    )
    children.append(child)

count = 0
while signal.sigtimedwait(mask, 0):
    count += 1
print(f"signals:  {count}")

codes = []
while True:
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        # No child is left.
        break
    codes.append(os.waitstatus_to_exitcode(status))
print(f"statuses: {codes}")
assert (count, codes) == (1, [1, 2])

# What `waitpid` has taken, nobody else gets.
for child in children:
    print(f"Popen:    {child.wait()}")
# ANCHOR_END: main
