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


def produce(robot):
    for product in range(PRODUCTS):
        # Here the robot waits for the link.
        line.put((robot, product))


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
backlog = 0
while (message := line.get()) is not None:
    robot, product = message
    backlog = max(backlog, line.qsize())
    time.sleep(A_PRODUCT)  # on its way
    assert product == arrived[robot], "out of order"
    arrived[robot] += 1

print(f"{sum(arrived)} arrived: {arrived}")
print(f"backlog within {BUFFER}: {backlog <= BUFFER}".lower())
assert arrived == [PRODUCTS] * ROBOTS
# ANCHOR_END: main
