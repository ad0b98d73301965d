"""Two processes meet over a pair of pipes if both are started before either is waited for."""

# ANCHOR: main
import multiprocessing
import sys


def job(limit, pipe):
    pipe.send("here")
    met = pipe.poll(limit)
    sys.exit(0 if met else 1)


def two_processes(wait_between, limit):
    ends = multiprocessing.Pipe()
    first, second = (
        multiprocessing.Process(target=job, args=(limit, end))
        for end in ends
    )
    first.start()
    if wait_between:
        first.join()
    second.start()
    for child in (first, second):
        child.join()
    return [first.exitcode == 0, second.exitcode == 0]


if __name__ == "__main__":
    print(
        "start, wait, start, wait:  met",
        two_processes(True, 0.1),
    )
    print(
        "start, start, wait, wait:  met",
        two_processes(False, 20),
    )
# ANCHOR_END: main
