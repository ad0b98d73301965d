"""A server shuts down: what is idle is closed, what is in progress is finished, what does not finish is cut off."""

# ANCHOR: main
import asyncio

MINUTE = 60


class Server:
    def __init__(self, handler):
        self.handler = handler
        self.all, self.idle = set(), set()
        self.stopping = False

    async def start(self):
        self.server = await asyncio.start_server(
            self.serve, "127.0.0.1", 0
        )
        return self.server.sockets[0].getsockname()

    async def serve(self, reader, writer):
        task = asyncio.current_task()
        self.all.add(task)
        try:
            while not self.stopping:
                self.idle.add(task)
                request = await reader.readline()
                self.idle.remove(task)
                if not request:
                    break
                writer.write(await self.handler(request))
                await writer.drain()
        except asyncio.CancelledError:
            pass  # idle, or cut off
        self.idle.discard(task)
        self.all.remove(task)
        writer.close()

    async def shutdown(self, grace):
        self.stopping = True
        self.server.close()  # stops listening, no more
        for task in self.idle:
            task.cancel()
        if not self.all:
            return 0
        _, late = await asyncio.wait(self.all, timeout=grace)
        for task in late:
            task.cancel()
        return len(late)


async def stop(ends, grace):
    begun, gate = asyncio.Event(), asyncio.Event()

    async def handler(request):
        begun.set()
        await gate.wait()
        return request.rstrip()  # stands for the answer

    server = Server(handler)
    address = await server.start()
    idle = await asyncio.open_connection(*address)
    busy = await asyncio.open_connection(*address)
    busy[1].write(b"hello\n")
    await begun.wait()

    shutdown = asyncio.create_task(server.shutdown(grace))
    text = await idle[0].read()  # closed at once
    if ends:
        gate.set()
    text += await busy[0].read()
    for _, writer in idle, busy:
        writer.close()
    return text.decode(), await shutdown


async def main():
    text, late = await stop(True, MINUTE)
    print(f"{text!r}, cut off: {late}")
    assert (text, late) == ("hello", 0)

    text, late = await stop(False, 0.05)
    print(f"{text!r}, cut off: {late}")
    assert (text, late) == ("", 1)


asyncio.run(main())
# ANCHOR_END: main
