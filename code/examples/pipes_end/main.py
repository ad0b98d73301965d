"""A pipe ends when its last writing end is closed, and not before: one forgotten copy, and the reader waits for ever."""

import os
import select

# ANCHOR: sort
import subprocess


def sort(lines):
    with subprocess.Popen(
        ["sort"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        child.stdin.write(lines)
        # Until then `sort` cannot know which line is first.
        child.stdin.close()
        return child.stdout.read()
# ANCHOR_END: sort


# ANCHOR: kept
def has_something(reader):
    """Whether a read would return within 300 ms."""
    return bool(select.select([reader], [], [], 0.3)[0])


print(sort("pear\napple\nfig\n"), end="")

reader, writer = os.pipe()
echo = subprocess.Popen(["echo", "hello"], stdout=writer)
status = echo.wait()
os.read(reader, 6)
print("echo has ended:", status)
print("its output has ended:", has_something(reader))

# The child had a copy. This one is ours.
os.close(writer)
print("with ours closed:", has_something(reader))
assert os.read(reader, 6) == b""
# ANCHOR_END: kept
