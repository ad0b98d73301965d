"""A full descriptor table: asyncio logs the failure and pauses. A permit for each connection keeps the table from filling."""

import asyncio
import resource
import socket

# ANCHOR: main
def crowd():
    """Eight clients, whom the kernel has let in."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    clients = [
        socket.create_connection(address) for _ in range(8)
    ]
    return listener, clients


def leave_room_for(n):
    """From now on this process may open `n` files more."""
    # It gets the lowest number that is free.
    with open("/dev/null") as file:
        lowest = file.fileno()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limits = (lowest + n, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


async def naive():
    listener, clients = crowd()
    loop = asyncio.get_running_loop()
    failure = loop.create_future()

    def handler(loop, context):
        if not failure.done():  # it may come often
            failure.set_result(context["exception"])

    loop.set_exception_handler(handler)
    leave_room_for(2)
    await asyncio.start_server(echo, sock=listener)
    error = await failure
    print(f"asyncio logs: {error.strerror}")
    # And now it accepts nothing for a second.
    for client in clients:
        client.close()


async def mended():
    listener, clients = crowd()
    listener.setblocking(False)
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(ask(c)) for c in clients]
    places = asyncio.Semaphore(2)
    leave_room_for(2)

    async def serve(connection):
        streams = await asyncio.open_connection(
            sock=connection
        )
        await echo(*streams)
        places.release()

    servers = []
    for _ in clients:
        # First a place, then a connection to put there.
        await places.acquire()
        connection, _ = await loop.sock_accept(listener)
        servers.append(
            asyncio.create_task(serve(connection))
        )
    answers = await asyncio.gather(*tasks)
    await asyncio.gather(*servers)
    print(f"{len(answers)} answered, no EMFILE")
    assert answers == [b"hello"] * 8
    for file in listener, *clients:
        file.close()
# ANCHOR_END: main


async def echo(reader, writer):
    while data := await reader.read(1024):
        writer.write(data)
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def ask(client):
    client.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(client, b"hello")
    client.shutdown(socket.SHUT_WR)
    answer = b""
    while data := await loop.sock_recv(client, 1024):
        answer += data
    return answer


limits = resource.getrlimit(resource.RLIMIT_NOFILE)
asyncio.run(naive())
resource.setrlimit(resource.RLIMIT_NOFILE, limits)
asyncio.run(mended())
