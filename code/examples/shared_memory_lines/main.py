"""A file as a channel, done right: either may be first, only whole lines count, and the writer says that it has ended."""

# ANCHOR: main
import multiprocessing
import os
import tempfile
import time

PARTS = "hello wor", "ld\nhel", "lo again\n", "end\n"


def write(path):
    with open(path, "a") as file:
        for part in PARTS:
            file.write(part)
            file.flush()
            # Stands for the writer's work.
            time.sleep(0.02)


# ANCHOR: read
def read(path):
    # Makes the file if it is not there yet.
    with open(path, "a+") as file:
        file.seek(0)
        lines, line = [], ""
        while True:
            # Adds to what is already there of this line.
            line += file.readline()
            if not line.endswith("\n"):
                # A read of a file does not wait. Look again.
                time.sleep(0.01)
            elif line == "end\n":
                return lines
            else:
                lines.append(line.rstrip())
                line = ""


# ANCHOR_END: read
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "test.txt")
        writer = multiprocessing.Process(
            target=write, args=(path,)
        )
        writer.start()
        print(read(path))
        writer.join()
# ANCHOR_END: main
