"""One thread waits for two sockets, and for a call from another thread."""

import selectors
import socket
import threading


# ANCHOR: main
def wait(selector, limit):
    events = selector.select(limit)
    return [key.data for key, _ in events]


def main():
    ann, ann_here = socket.socketpair()
    bob, bob_here = socket.socketpair()
    call, called = socket.socketpair()
    selector = selectors.DefaultSelector()
    read = selectors.EVENT_READ
    selector.register(ann_here, read, 1)
    selector.register(bob_here, read, 2)
    selector.register(called, read, "call")

    bob.sendall(b"hello")
    print("ready:", wait(selector, None))
    # Nothing has been read, and it says so again.
    print("again:", wait(selector, 0))
    bob_here.recv(16)
    print("read:", wait(selector, 0))

    thread = threading.Thread(
        target=call.sendall, args=(b"!",)
    )
    thread.start()
    print("called:", wait(selector, None))
    thread.join()
# ANCHOR_END: main


if __name__ == "__main__":
    main()
