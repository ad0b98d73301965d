"""Connections of `multiprocessing`, which can be sent themselves."""

# ANCHOR: main
from multiprocessing import Pipe, Process


def work(hello):
    jobs, to_jobs = Pipe(duplex=False)
    results, to_results = Pipe(duplex=False)
    hello.send((to_jobs, results))
    # No end of file comes: `to_jobs` is open here as well.
    while (n := jobs.recv()) is not None:
        to_results.send((n, n * n))
    to_results.send(None)


if __name__ == "__main__":
    greeting, hello = Pipe(duplex=False)
    child = Process(target=work, args=(hello,))
    child.start()
    to_jobs, results = greeting.recv()
    for n in (1, 2, 3):
        to_jobs.send(n)
    to_jobs.send(None)
    squares = []
    while (result := results.recv()) is not None:
        squares.append(result)
    print(squares)
    child.join()
# ANCHOR_END: main
