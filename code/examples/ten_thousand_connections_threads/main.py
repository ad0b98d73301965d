"""A thread for each connection: a thousand clients that say nothing keep a thousand threads."""

# ANCHOR: main
import re
import resource
import socket
import threading

CLIENTS = 1000


def echo(connection):
    with connection:
        while data := connection.recv(1024):
            connection.sendall(data)


def status(name):
    """What the kernel says of this process."""
    with open("/proc/self/status") as file:
        found = re.search(rf"{name}:\s+(\d+)", file.read())
    return int(found[1])


threading.stack_size(2 << 20)  # bytes, as in Rust
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
listener = socket.create_server(("127.0.0.1", 0))
threads, space = status("Threads"), status("VmSize")


def accept():
    workers = []
    for _ in range(CLIENTS):
        connection, _ = listener.accept()
        worker = threading.Thread(
            target=echo, args=(connection,)
        )
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


server = threading.Thread(target=accept)
server.start()
clients = []
for _ in range(CLIENTS):
    client = socket.create_connection(listener.getsockname())
    client.sendall(b"hello")
    assert client.recv(5) == b"hello"
    clients.append(client)  # and says nothing more
threads = status("Threads") - threads
space = (status("VmSize") - space) / CLIENTS  # KiB
print(f"{CLIENTS} connections")
print(f"{threads} more threads")
print("address space: 2 MiB each, or more")
assert threads == CLIENTS + 1 and space >= 2048

for client in clients:
    client.close()
server.join()
listener.close()
# ANCHOR_END: main
