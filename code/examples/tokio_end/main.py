"""asyncio.run cancels what is left and waits for it; and none is started inside another."""

# ANCHOR: main
import asyncio


async def log():
    try:
        print("log: begun")
        await asyncio.Event().wait()
        print("log: never")
    finally:
        await asyncio.sleep(0)  # here it may await
        print("log: finally")


async def nothing():
    pass


async def main():
    task = asyncio.create_task(log())
    await asyncio.sleep(0)

    again = nothing()
    try:
        asyncio.run(again)
    except RuntimeError as error:
        print(error)
    again.close()
    assert not task.done()
    print("main: done")


asyncio.run(main())
print("the loop is gone")
# ANCHOR_END: main
