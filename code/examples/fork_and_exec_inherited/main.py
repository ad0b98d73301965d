"""A pipe ends when its last writer is closed, and a forked child is a writer. An exec closes what Rust and Python have opened."""

# ANCHOR: main
import os
import select
import signal


def ends(execs, limit):
    """Closes our writing end. Does the reader see the end?"""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if execs:
            os.execvp("sleep", ["sleep", "9"])
        while True:
            signal.pause()
    os.close(writer)
    readable, _, _ = select.select([reader], [], [], limit)

    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    return bool(readable)


forked = ends(execs=False, limit=0.2)
replaced = ends(execs=True, limit=None)
print(f"a forked child:       ended is {forked}")
print(f"once it has exec'd:   ended is {replaced}")
assert (forked, replaced) == (False, True)
# ANCHOR_END: main
