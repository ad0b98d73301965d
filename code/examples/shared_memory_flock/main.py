"""A lock on a file excludes those who ask for it, and no others. The kernel opens it when its holder dies."""

# ANCHOR: main
import fcntl
import multiprocessing
import os
import tempfile
import time


# ANCHOR: count
def count(path):
    """Adds one to the number, a thousand times."""
    for _ in range(1000):
        with open(path, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            number = int(file.read())
            file.seek(0)
            file.write(str(number + 1))
            # Closing the file opens the lock.


# ANCHOR_END: count
def hold(path, locked):
    """Takes the lock, says so, and keeps it until killed."""
    with open(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        locked.set()
        time.sleep(60)


def start(*function_and_arguments):
    function, *arguments = function_and_arguments
    child = multiprocessing.Process(
        target=function, args=arguments
    )
    child.start()
    return child


def read(path):
    with open(path) as file:
        return file.read()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "number")
        with open(path, "w") as file:
            file.write("0")

        children = [start(count, path), start(count, path)]
        for child in children:
            child.join()
        print("two processes counted to", read(path))

        locked = multiprocessing.Event()
        holder = start(hold, path, locked)
        locked.wait()
        file = open(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            name = type(error).__name__
            print("asked while it is held:", name)
        with open(path, "w") as other:
            other.write("gone")
        print("not asked, written:", read(path))

        holder.kill()
        holder.join()
        fcntl.flock(file, fcntl.LOCK_EX)
        print("the holder is dead, the lock is mine")
        file.close()
# ANCHOR_END: main
