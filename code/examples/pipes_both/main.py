"""Two outputs read one after the other hang when the second fills. Read together they do not; in one pipe they keep their order."""

# ANCHOR: main
import subprocess
import threading
from subprocess import PIPE, STDOUT

SCRIPT = "head -c 100000 /dev/zero >&2; echo done"


def sh(script, **outputs):
    return subprocess.Popen(["sh", "-c", script], **outputs)


with sh(SCRIPT, stdout=PIPE, stderr=PIPE) as child:
    text = []
    reader = threading.Thread(
        target=lambda: text.append(child.stdout.read())
    )
    reader.start()
    reader.join(timeout=0.5)
    print("stdout to its end:", text or "it hangs")

    count = len(child.stderr.read())
    reader.join()
    print(f"after {count} bytes of stderr: {text[0]}")

# Reads whichever has something.
with sh(SCRIPT, stdout=PIPE, stderr=PIPE) as child:
    both = child.communicate()
print("together:", tuple(map(len, both)))

with sh(
    "echo 1; echo 2 >&2; echo 3; echo 4 >&2",
    stdout=PIPE,
    stderr=STDOUT,
) as child:
    print("in one pipe:", child.stdout.read())
# ANCHOR_END: main
