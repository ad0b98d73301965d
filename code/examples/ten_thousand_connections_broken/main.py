"""Five clients, and what each of them looks like from the server."""

import asyncio
import socket
import struct

# ANCHOR: main
LONGEST = 1024


async def request(reader):
    """A line, or what is wrong with it."""
    return await reader.readuntil(b"\n")


def client(how, connection):
    match how:
        case "half-closed":
            connection.sendall(b"hello\n")
            connection.shutdown(socket.SHUT_WR)
        case "cut off":
            connection.sendall(b"hel")
            connection.shutdown(socket.SHUT_WR)
        case "reset":
            connection.sendall(b"hel")
            connection.setsockopt(
                socket.SOL_SOCKET,
                socket.SO_LINGER,
                struct.pack("ii", 1, 0),
            )
            connection.close()
            return b""
        case "too long":
            connection.sendall(b"x" * 4096)
            return b""
        case _:
            connection.sendall(b"hello\n")
    answer = b""
    while data := connection.recv(1024):
        answer += data
    return answer


async def main():
    lines = asyncio.Queue()

    async def serve(reader, writer):
        try:
            line = await request(reader)
            writer.write(line)
            await writer.drain()
            lines.put_nowait(line)
        except (OSError, EOFError) as error:
            lines.put_nowait(error)
        except asyncio.LimitOverrunError as error:
            lines.put_nowait(error)
        writer.close()

    server = await asyncio.start_server(
        serve, "127.0.0.1", 0, limit=LONGEST
    )
    address = server.sockets[0].getsockname()
    for how, expected in [
        ("well", bytes),
        ("half-closed", bytes),
        ("cut off", asyncio.IncompleteReadError),
        ("reset", ConnectionResetError),
        ("too long", asyncio.LimitOverrunError),
    ]:
        with socket.create_connection(address) as connection:
            answer = await asyncio.to_thread(
                client, how, connection
            )
            line = await lines.get()
        print(f"{how}: {line!r}")
        assert isinstance(line, expected)
        assert expected is not bytes or answer == line
    server.close()


asyncio.run(main())
# ANCHOR_END: main
