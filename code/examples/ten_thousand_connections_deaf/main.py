"""A client that does not read: `write` takes everything into this process's memory, and only `drain` waits."""

# ANCHOR: main
import asyncio
import socket

LIMIT = 0.2
MIB = 1 << 20


async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    client = socket.create_connection(address)
    connection, _ = listener.accept()
    _, writer = await asyncio.open_connection(
        sock=connection
    )

    piece = b"x" * MIB
    for _ in range(128):
        writer.write(piece)
    held = writer.transport.get_write_buffer_size()
    print("write took 128 MiB, and did not wait")
    print("more than half is held here:", held > 64 * MIB)
    assert held > 64 * MIB

    try:
        async with asyncio.timeout(LIMIT):
            await writer.drain()
        assert False, "nobody reads"
    except TimeoutError:
        print("drain waited: TimeoutError")
    writer.transport.abort()  # close would wait, too
    client.close()
    listener.close()


asyncio.run(main())
# ANCHOR_END: main
