"""A megabyte through `cat`, written whole before the first byte is read: both processes sleep for ever. And by `communicate`."""

# ANCHOR: hang
import subprocess
import threading
import time
# ANCHOR_END: hang
import platform

SYS_WRITE = {"x86_64": "1"}.get(platform.machine(), "64")

# ANCHOR: hang


def cat():
    return subprocess.Popen(
        ["cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def is_stuck(number):
    """Whether a process or thread is asleep in a write."""
    # "running", or the call it sleeps in: number, arguments.
    with open(f"/proc/{number}/syscall") as call:
        return call.read().split()[0] == SYS_WRITE


def watch(parent, child):
    while not (is_stuck(parent) and is_stuck(child.pid)):
        time.sleep(0.01)
    print("both sleep in write")
    child.kill()


def hang(megabyte):
    child = cat()
    parent = threading.get_native_id()
    watcher = threading.Thread(
        target=watch, args=(parent, child)
    )
    watcher.start()
    try:
        child.stdin.write(megabyte)
    except BrokenPipeError as error:
        watcher.join()
        print("the child killed:", type(error).__name__)
    child.wait()
# ANCHOR_END: hang
    child.stdin.detach().close()
    child.stdout.close()


# ANCHOR: thread
def through_cat(megabyte):
    with cat() as child:
        # Writes and reads by turns, whichever can go on.
        output, _ = child.communicate(megabyte)
    return output
# ANCHOR_END: thread


megabyte = b"x" * (1 << 20)
hang(megabyte)
back = through_cat(megabyte)
print("by communicate:", len(back), "bytes came back")
assert back == megabyte
