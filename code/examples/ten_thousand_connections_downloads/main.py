"""Forty pages from a local server: one after another, by eight threads, by tasks of one thread with eight in flight."""

import asyncio
import http.client
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import repeat

PAGES = 40


def site(at_once):
    """A web site that is shown `at_once` pages at a time: none is sent before so many have been asked for. The second
    future is, when all have been sent, how many were being waited for at most."""
    address, result = Future(), Future()

    async def serve():
        meeting = asyncio.Barrier(at_once)
        finished = asyncio.Event()
        sent = in_flight = most = 0

        async def page(reader, writer):
            nonlocal sent, in_flight, most
            head = await reader.readuntil(b"\r\n\r\n")
            number = int(head.split(b" ")[1][1:])
            in_flight += 1
            most = max(most, in_flight)
            await meeting.wait()
            in_flight -= 1
            body = bytes([number]) * (1000 * number)
            start = "HTTP/1.0 200 OK\r\nContent-Length: "
            start += f"{len(body)}\r\n\r\n"
            writer.write(start.encode() + body)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            sent += 1
            if sent == PAGES:
                finished.set()

        server = await asyncio.start_server(
            page, "127.0.0.1", 0
        )
        address.set_result(server.sockets[0].getsockname())
        await finished.wait()
        server.close()
        result.set_result(most)

    threading.Thread(
        target=lambda: asyncio.run(serve())
    ).start()
    return address.result(), result


def judge(body):
    """How long the page is, and the sum of its bytes."""
    return len(body), sum(body)


# ANCHOR: main
def get(site, page):
    connection = http.client.HTTPConnection(*site)
    connection.request("GET", f"/{page}")
    body = connection.getresponse().read()
    connection.close()
    return judge(body)


def one_after_another(site):
    return [get(site, page) for page in range(PAGES)]


def threads(site):
    with ThreadPoolExecutor(8) as pool:
        got = pool.map(get, repeat(site), range(PAGES))
        return list(got)


def tasks(site):
    places = asyncio.Semaphore(8)

    async def download(page):
        async with places:
            reader, writer = await asyncio.open_connection(
                *site
            )
            request = f"GET /{page} HTTP/1.0\r\n\r\n"
            writer.write(request.encode())
            answer = await reader.read()
            writer.close()
        _, _, body = answer.partition(b"\r\n\r\n")
        return judge(body)

    async def main():
        return await asyncio.gather(
            *map(download, range(PAGES))
        )

    return asyncio.run(main())


for name, way, at_once in [
    ("one after another", one_after_another, 1),
    ("eight threads", threads, 8),
    ("tasks, eight in flight", tasks, 8),
]:
    address, most = site(at_once)
    got = way(address)
    size = sum(length for length, _ in got)
    total = sum(checksum for _, checksum in got)
    most = most.result()
    print(f"{name}: {size} bytes, {most} in flight")
    assert (len(got), most) == (PAGES, at_once)
    assert (size, total) == (780_000, 20_540_000)
# ANCHOR_END: main
