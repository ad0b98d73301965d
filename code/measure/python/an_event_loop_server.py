"""An echo server whose clients are silent: python an_event_loop_server.py asyncio|gevent. It says its port and serves until
its standard input ends."""

import os
import resource
import sys
import threading

BUFFER = 1024


def with_asyncio():
    import asyncio

    async def echo(reader, writer):
        while data := await reader.read(BUFFER):
            writer.write(data)
            await writer.drain()

    async def serve():
        server = await asyncio.start_server(echo, "127.0.0.1", 0, backlog=4096)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(serve())


def with_gevent():
    from gevent.server import StreamServer

    def echo(socket, address):
        while data := socket.recv(BUFFER):
            socket.sendall(data)

    server = StreamServer(("127.0.0.1", 0), echo, backlog=4096)
    server.start()
    print(server.address[1], flush=True)
    server.serve_forever()


def end_with_the_measurement():
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    threading.Thread(target=end_with_the_measurement, daemon=True).start()
    {"asyncio": with_asyncio, "gevent": with_gevent}[sys.argv[1]]()
