"""Two threads hang. The interpreter knows the line on which each of them stands."""

import faulthandler
import re
import tempfile
import threading
import time
from linecache import getline

ann, ben = threading.Lock(), threading.Lock()
half_way = threading.Barrier(2)


def transfer(first, second):
    with first:
        half_way.wait()
        with second:
            pass


def pays_ann():
    transfer(ben, ann)


def pays_ben():
    transfer(ann, ben)


for target in [pays_ann, pays_ben]:
    threading.Thread(target=target, daemon=True).start()


# ANCHOR: look
def stuck():
    """The threads that stand in `transfer`."""
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file)  # of all threads
        file.seek(0)
        dump = file.read()
    found = []
    for stack in dump.split("\n\n"):
        calls = [
            f"{name}: {getline(__file__, int(line)).strip()}"
            for line, name in re.findall(
                r"line (\d+) in (.*)", stack
            )
        ]
        if calls and calls[0].startswith("transfer"):
            found.append(f"{calls[1]} -> {calls[0]}")
    return sorted(found)
# ANCHOR_END: look


# Ten seconds at most, if the machine is busy.
end = time.monotonic() + 10
while len(stuck()) < 2 and time.monotonic() < end:
    time.sleep(0.01)
print(*stuck(), sep="\n")
assert len(stuck()) == 2
