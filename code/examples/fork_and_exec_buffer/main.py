"""What stands in a buffer when a process forks stands in two buffers afterwards, and is written twice."""

# ANCHOR: main
import os


def logged(flush_first):
    reader, writer = os.pipe()
    log = open(writer, "w")
    log.write("starting\n")
    if flush_first:
        log.flush()
    child = os.fork()
    log.close()  # in both: writes what it still holds
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    with open(reader) as lines:
        return lines.read()


careless = logged(flush_first=False)
careful = logged(flush_first=True)
print(f"forked with a full buffer: {careless!r}")
print(f"flushed before the fork:   {careful!r}")
# ANCHOR_END: main
