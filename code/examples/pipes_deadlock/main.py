"""A megabyte through `cat`, written whole before the first byte is read: both processes sleep for ever. And by `communicate`."""

# ANCHOR: hang
import subprocess
import threading
import time


def cat():
    return subprocess.Popen(
        ["cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def is_stuck(number):
    """Whether it sleeps in a write to a pipe."""
    # The function of the kernel that put it to sleep.
    with open(f"/proc/{number}/wchan") as name:
        return "pipe_write" in name.read()


def watch(parent, child):
    stuck = False
    # Ten seconds at most, for a machine that is busy.
    end = time.monotonic() + 10
    while not stuck and time.monotonic() < end:
        time.sleep(0.01)
        stuck = is_stuck(parent) and is_stuck(child.pid)
    print("both sleep in a write:", stuck, flush=True)
    child.kill()


def hang(megabyte):
    child = cat()
    threading.Thread(
        target=watch,
        args=(threading.get_native_id(), child),
    ).start()
    try:
        with child:
            child.stdin.write(megabyte)
    except BrokenPipeError as error:
        print("the child killed:", type(error).__name__)
# ANCHOR_END: hang


# ANCHOR: thread
def through_cat(megabyte):
    with cat() as child:
        # Writes or reads, whichever can go on.
        output, _ = child.communicate(megabyte)
    return output
# ANCHOR_END: thread


megabyte = b"x" * (1 << 20)
hang(megabyte)
back = through_cat(megabyte)
print("by communicate:", len(back), "bytes came back")
assert back == megabyte
