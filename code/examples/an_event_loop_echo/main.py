"""An echo server and its clients, on one thread and one event loop."""

import asyncio


served = []


# ANCHOR: main
async def echo(reader, writer):
    served.append(asyncio.current_task())
    while data := await reader.read(1024):
        writer.write(data)
        await writer.drain()
    writer.close()


async def ask(port, word):
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port
    )
    writer.write(word.encode())
    answer = await reader.readexactly(len(word))
    writer.close()
    return answer.decode()


async def main():
    server = await asyncio.start_server(
        echo, "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    async with server:
        words = ["one", "two", "three"]
        asked = [
            asyncio.create_task(ask(port, word))
            for word in words
        ]
        for answer in asked:
            print(await answer)
    await asyncio.wait(served)
# ANCHOR_END: main


if __name__ == "__main__":
    asyncio.run(main())
