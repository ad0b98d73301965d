"""A task for each connection: a thousand clients that say nothing, and not one thread for them."""

import asyncio
import re
import resource

CLIENTS = 1000


def status(name):
    """What the kernel says of this process."""
    with open("/proc/self/status") as file:
        found = re.search(rf"{name}:\s+(\d+)", file.read())
    return int(found[1])


# ANCHOR: main
async def echo(reader, writer):
    while data := await reader.read(1024):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server = await asyncio.start_server(
        echo, "127.0.0.1", 0
    )
    address = server.sockets[0].getsockname()
    threads, space = status("Threads"), status("VmSize")

    clients = []
    for _ in range(CLIENTS):
        client = await asyncio.open_connection(*address)
        reader, writer = client
        writer.write(b"hello")
        assert await reader.readexactly(5) == b"hello"
        clients.append(client)  # and says nothing more
    threads = status("Threads") - threads
    space = (status("VmSize") - space) / CLIENTS  # KiB
    print(f"{CLIENTS} connections")
    print(f"{threads} more threads")
    print("address space: less than 64 KiB each")
    assert threads == 0 and space < 64

    for reader, writer in clients:
        writer.close()
        await reader.read()  # the server has closed, too
    server.close()
    await server.wait_closed()


asyncio.run(main())
# ANCHOR_END: main
