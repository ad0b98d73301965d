"""Asyncio's debug mode says which task has not given the thread back in time."""

# ANCHOR: main
import asyncio
import logging
import re
import time

warnings = []


class Keep(logging.Handler):
    def emit(self, record):
        warnings.append(record.getMessage())


async def heartbeat():
    while True:
        await asyncio.sleep(0.001)


async def report():
    time.sleep(0.3)


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.2  # default: 0.1
    async with asyncio.TaskGroup() as group:
        heart = asyncio.create_task(heartbeat())
        group.create_task(report(), name="report")
    heart.cancel()


logging.getLogger("asyncio").addHandler(Keep())
asyncio.run(main(), debug=True)  # or PYTHONASYNCIODEBUG=1
pattern = r"Executing <Task finished name='report' .* took"
slow = [text for text in warnings if re.match(pattern, text)]
print("too long in one step: report:", len(slow))
assert len(slow) == 1
# ANCHOR_END: main
