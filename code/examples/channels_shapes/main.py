"""Producers and consumers, one or many of each. Every product is consumed once, and everybody goes home."""

# ANCHOR: main
from queue import Queue
from threading import Thread

THE_END = object()


def produce(who, line):
    for number in range(10):
        line.put((who, number))


def consume(line, consumed):
    while (product := line.get()) is not THE_END:
        consumed.append(product)


def run(producers, consumers):
    line = Queue(maxsize=4)
    at_work = [
        Thread(target=produce, args=(who, line))
        for who in range(producers)
    ]
    seen = [[] for _ in range(consumers)]
    at_the_end = [
        Thread(target=consume, args=(line, consumed))
        for consumed in seen
    ]
    for thread in at_work + at_the_end:
        thread.start()
    for thread in at_work:
        thread.join()  # first all producers,
    for _ in at_the_end:
        line.put(THE_END)  # then one for each consumer
    for thread in at_the_end:
        thread.join()
    for consumed in seen:
        for who in range(producers):
            mine = [p for p in consumed if p[0] == who]
            assert mine == sorted(mine), "out of order"
    everything = sum(seen, [])
    print(f"{producers} to {consumers}: {len(everything)}")
    assert len(set(everything)) == 10 * producers


run(1, 1)
run(3, 1)
run(3, 2)
# ANCHOR_END: main
