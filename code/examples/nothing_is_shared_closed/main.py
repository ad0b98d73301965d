"""A pipe ends when its last writing end is closed. A forked reader has one itself."""

# ANCHOR: main
import multiprocessing

context = multiprocessing.get_context("fork")


def read(items, to_items, answers, tidy):
    if tidy:
        to_items.close()
    try:
        while True:
            answers.send(items.recv())
    except EOFError:
        answers.send("the end")


def run(tidy):
    items, to_items = context.Pipe(duplex=False)
    told, answers = context.Pipe(duplex=False)
    reader = context.Process(
        target=read, args=(items, to_items, answers, tidy)
    )
    reader.start()
    to_items.send("A")
    to_items.close()
    assert told.recv() == "A"
    ended = told.poll(10 if tidy else 0.3)
    print(f"the reader closed its own: {tidy};", end=" ")
    print(told.recv() if ended else "it waits for itself")
    reader.kill()
    reader.join()


if __name__ == "__main__":
    run(tidy=False)
    run(tidy=True)
# ANCHOR_END: main
