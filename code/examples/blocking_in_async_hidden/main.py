"""Which of asyncio's calls have a thread behind them?"""

# ANCHOR: main
import asyncio
import threading


def threads(work):
    """How many there are beside this one, at the end."""

    async def count():
        await work
        return threading.active_count() - 1

    return asyncio.run(count())


async def connect():
    server = await asyncio.start_server(
        lambda reader, writer: writer.close(), "127.0.0.1", 0
    )
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    await reader.read()
    writer.close()
    server.close()


async def names():
    loop = asyncio.get_running_loop()
    await loop.getaddrinfo("localhost", 80)


async def read():
    with open("/etc/hosts") as file:  # blocks the loop
        file.read()


sleep, connect = threads(asyncio.sleep(0)), threads(connect())
names, read = threads(names()), threads(read())
print(f"sleep {sleep}, TCP {connect}")
print(f"names {names}, files {read}: there is no call")
assert (sleep, connect, names, read) == (0, 0, 1, 0)
# ANCHOR_END: main
