"""Messages through a pipe to another process, which is then killed in the middle."""

# ANCHOR: main
import multiprocessing
import os
import signal


def child(sender):
    for number in range(1000):
        sender.send(f"message {number}")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(
        target=child, args=(sender,)
    )
    process.start()
    # Or this process keeps the pipe open, and no end comes.
    sender.close()

    received, last = 0, None
    try:
        while True:
            last = receiver.recv()
            received += 1
    except EOFError as error:
        ended = error
    process.join()
    print(f"{received} received, the last is {last!r}")
    print("then:", type(ended).__name__)
    print("the child:", process.exitcode)
# ANCHOR_END: main
