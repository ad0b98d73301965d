"""`fork` is called once and returns twice: to the parent with the child's id, to the child with 0."""

# ANCHOR: main
import os

print(f"before:     pid {os.getpid()}", flush=True)
counter = 1

child = os.fork()
if child == 0:
    counter += 6
    print(
        f"the child:  pid {os.getpid()}, "
        f"parent {os.getppid()}, counter {counter}",
        flush=True,
    )
    os._exit(counter)

_, status = os.waitpid(child, 0)
print(
    f"the parent: pid {os.getpid()}, "
    f"child {child}, counter {counter}"
)
assert os.waitstatus_to_exitcode(status) == 7
assert counter == 1
# ANCHOR_END: main
