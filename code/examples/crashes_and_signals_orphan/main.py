"""A child is killed. Its own child learns of it from a pipe, gets a new parent, and is reaped by it."""

# ANCHOR: main
import ctypes
import os
import signal
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36


def start(role, **options):
    return subprocess.Popen(
        [sys.executable, __file__],
        env=os.environ | {"ROLE": role},
        **options,
    )


def middle():
    # The other end of the youngest's input is held here, and
    # nowhere else.
    youngest = start("youngest", stdin=subprocess.PIPE)
    while True:
        signal.pause()


def youngest():
    ids = f"pid {os.getpid()}, parent {os.getppid()}"
    print("youngest:", ids, flush=True)
    # Nobody writes. This returns when nobody can any more.
    sys.stdin.readline()
    print("youngest: my input has ended")


def parent_of(pid):
    """The parent of any process, as the kernel has it now."""
    with open(f"/proc/{pid}/status") as status:
        return next(
            int(line[5:])
            for line in status
            if line.startswith("PPid:")
        )


def main():
    # Orphans among its descendants come to this process, not
    # to process 1.
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    print(f"oldest:   pid {os.getpid()}")
    with start(
        "middle", stdout=subprocess.PIPE, text=True
    ) as child:
        line = child.stdout.readline()
        print(line, end="")

        child.kill()
        print("middle:  ", child.wait())
        pid = int(line.replace(",", "").split()[2])
        parent = parent_of(pid)
        print(f"the youngest has the parent {parent}")
        print(child.stdout.read(), end="")
    assert parent == os.getpid()

    os.waitpid(pid, 0)
    print("reaped by the oldest")


match os.environ.get("ROLE"):
    case "middle":
        middle()
    case "youngest":
        youngest()
    case _:
        main()
# ANCHOR_END: main
