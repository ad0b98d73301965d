"""Six values are sent before anybody looks: one kept, four kept. Asyncio has neither, so both are made here."""

# ANCHOR: main
import asyncio


class Watch:
    def __init__(self, value):
        self.value, self.version = value, 0
        self.condition = asyncio.Condition()

    async def send(self, value):
        async with self.condition:
            self.value = value
            self.version += 1
            self.condition.notify_all()

    async def changed(self, seen):
        async with self.condition:
            await self.condition.wait_for(
                lambda: self.version != seen
            )
            return self.value, self.version


class Listener:
    def __init__(self, room):
        self.queue = asyncio.Queue(room)
        self.missed = 0

    def send(self, value):
        if self.queue.full():
            self.queue.get_nowait()  # the oldest
            self.missed += 1
        self.queue.put_nowait(value)


async def take(listener, count):
    return [await listener.queue.get() for _ in range(count)]


async def main():
    setting = Watch(0)
    prompt, late = Listener(4), Listener(4)
    listening = asyncio.create_task(take(prompt, 6))
    for n in range(1, 7):
        await setting.send(n)
        for listener in prompt, late:
            listener.send(n)
        await asyncio.sleep(0)  # `prompt` listens

    seen, version = await setting.changed(0)
    print(f"watch:             [{seen}]")
    heard = await listening
    print("broadcast, prompt:", *heard)
    rest = await take(late, 4)
    missed = f"({late.missed} missed)"
    print("broadcast, late:  ", missed, *rest)
    assert (seen, version) == (6, 6)
    assert heard == [1, 2, 3, 4, 5, 6]
    assert late.missed == 2 and rest == [3, 4, 5, 6]


asyncio.run(main())
# ANCHOR_END: main
