"""`put` never waits. The process that put then waits at its end, for a reader."""

# ANCHOR: main
from multiprocessing import Pipe, Process, Queue

ITEMS = 1000


def produce(items, said):
    for _ in range(ITEMS):
        items.put(b"\1" * 1000)
    said.send("all are put")


if __name__ == "__main__":
    items = Queue()
    told, said = Pipe(duplex=False)
    producer = Process(
        target=produce, args=(items, said)
    )
    producer.start()

    print(f"nobody reads; {told.recv()}")
    # Without a limit this join would wait for ever.
    producer.join(timeout=0.3)
    ended = not producer.is_alive()
    print("nobody reads; has it ended:", ended)
    assert not ended

    got = [items.get() for _ in range(ITEMS)]
    producer.join()
    code = producer.exitcode
    print(f"{len(got)} are got; exit code: {code}")
# ANCHOR_END: main
