"""One worker by hand: a process, started once, does one task after another."""

# ANCHOR: main
import os
from multiprocessing import Pipe, Process


def work(connection, parents_end):
    # Forked: it has a copy of the other end too.
    parents_end.close()
    while True:
        try:
            n = connection.recv()
        except EOFError:
            return
        connection.send((os.getpid(), n * n))


if __name__ == "__main__":
    ours, theirs = Pipe()
    worker = Process(target=work, args=(theirs, ours))
    worker.start()
    theirs.close()

    for n in [2, 3, 4]:
        ours.send(n)
        pid, square = ours.recv()
        print(f"{n} squared is {square}, says pid {pid}")
        assert (pid, square) == (worker.pid, n * n)
    ours.close()  # the end of its input: its loop is over
    worker.join()
    assert worker.exitcode == 0
# ANCHOR_END: main
