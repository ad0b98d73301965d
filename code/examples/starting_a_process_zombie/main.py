"""A child that has ended keeps its entry in the process table until its parent asks how it ended."""

# ANCHOR: main
import os
import subprocess


def state_of(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return next(
                line[6:].strip()
                for line in status
                if line.startswith("State:")
            )
    except FileNotFoundError:
        return None


child = subprocess.Popen(["true"])
# It has ended then, and its status is still there.
os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
print("ended, not waited for: ", state_of(child.pid))

status = child.wait()
print(f"after wait ({status}):        ", state_of(child.pid))
# ANCHOR_END: main
