"""Waiting for a child before reading what it writes: ends with a little output, hangs with more."""

# ANCHOR: main
import subprocess


def writes(number):
    """A child that writes that many bytes."""
    return subprocess.Popen(
        ["head", "-c", number, "/dev/zero"],
        stdout=subprocess.PIPE,
    )


with writes("4000") as child:
    print("4000 bytes:", child.wait())

child = writes("100000")
try:
    child.wait(timeout=0.5)
except subprocess.TimeoutExpired:
    print("100000 bytes: it hangs")

output = child.stdout.read()
print(len(output), "bytes read")
print("now it ends:", child.wait())
# ANCHOR_END: main
