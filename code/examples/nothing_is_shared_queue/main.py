"""A queue between processes: two producers, two consumers, each item delivered once."""

# ANCHOR: main
from multiprocessing import Process, Queue


def produce(jobs, first):
    for n in range(first, first + 5):
        jobs.put(n)


def consume(jobs, results):
    while (n := jobs.get()) is not None:
        results.put((n, n * n))
    results.put(None)


if __name__ == "__main__":
    jobs, results = Queue(), Queue()
    producers = [
        Process(target=produce, args=(jobs, first))
        for first in (1, 6)
    ]
    consumers = [
        Process(target=consume, args=(jobs, results))
        for _ in range(2)
    ]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    # Nothing comes after these: one for each consumer.
    for _ in consumers:
        jobs.put(None)

    squares, ended = [], 0
    while ended < len(consumers):
        if (result := results.get()) is None:
            ended += 1
        else:
            squares.append(result)
    for consumer in consumers:
        consumer.join()
    squares.sort()
    print(squares)
    assert squares == [(n, n * n) for n in range(1, 11)]
# ANCHOR_END: main
