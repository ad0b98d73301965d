"""Robots produce, one link of limited rate carries the products away: the robots run at the speed of the link."""

# ANCHOR: main
import time
from queue import Queue
from threading import Thread

ROBOTS = 4
PRODUCTS = 25  # of each robot
BUFFER = 8
A_PRODUCT = 0.002  # seconds: 500 in one

line = Queue(maxsize=BUFFER)
began = time.monotonic()
done = [0.0] * ROBOTS


def produce(robot):
    for product in range(PRODUCTS):
        # Here the robot waits for the link.
        line.put((robot, product))
    done[robot] = time.monotonic() - began


def close():  # when the last robot is done
    for robot in robots:
        robot.join()
    line.put(None)


robots = [
    Thread(target=produce, args=(n,)) for n in range(ROBOTS)
]
for thread in [*robots, Thread(target=close)]:
    thread.start()

arrived = [0] * ROBOTS
while (message := line.get()) is not None:
    robot, product = message
    time.sleep(A_PRODUCT)  # on its way
    assert product == arrived[robot], "out of order"
    arrived[robot] += 1

print(f"{sum(arrived)} arrived: {arrived}")
# All but those in the buffer, one under way and one
# just taken had gone when the last robot was done.
gone = sum(arrived) - BUFFER - 2
held = max(done) >= A_PRODUCT * gone
print(f"the link held the robots up: {held}".lower())
assert arrived == [PRODUCTS] * ROBOTS
assert held
# ANCHOR_END: main
