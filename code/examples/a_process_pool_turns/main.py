"""Three workers and seven tasks, the first of them long. Whoever answers gets the next."""

# ANCHOR: main
from multiprocessing import Pipe, get_context
from multiprocessing.connection import wait
from time import sleep


def work(connection):
    connection.send("ready")
    while True:
        task = connection.recv()
        if task is None:
            return
        sleep(task * 0.004)
        connection.send(task)


def start(context):
    ours, theirs = Pipe()
    child = context.Process(target=work, args=(theirs,))
    child.start()
    return child, ours


if __name__ == "__main__":
    context = get_context("fork")
    workers = [start(context) for _ in range(3)]
    connections = [connection for _, connection in workers]
    tasks = iter([250, 1, 1, 1, 1, 1, 1])
    done = [0, 0, 0]
    out = 0

    for connection in connections:
        connection.recv()  # all are ready
    for connection in connections:
        connection.send(next(tasks))
        out += 1
    while out > 0:
        for connection in wait(connections):
            connection.recv()
            done[connections.index(connection)] += 1
            out -= 1
            task = next(tasks, None)
            if task is not None:
                connection.send(task)
                out += 1
    for child, connection in workers:
        connection.send(None)
        child.join()
    print("the long task's worker did", done[0])
    print("the other two did", done[1] + done[2])
    assert done[0] == 1 and done[1] + done[2] == 6
# ANCHOR_END: main
