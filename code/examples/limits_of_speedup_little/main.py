"""Clients that work for 10 ms on their own and 1 ms under a lock, for 11 seconds on a clock that is a number."""

# ANCHOR: main
import heapq

OUTSIDE = 10
INSIDE = 1
END = 11_000


def main():
    print("clients  a second  ms at it  product  counted")
    for clients in [1, 2, 4, 8, 16, 32]:
        # When each client comes to the lock.
        coming = [0] * clients
        free = served = spent = 0
        at_lock = [0] * END
        while True:
            came = heapq.heappop(coming)
            gone = max(free, came) + INSIDE
            if gone > END:
                break
            free = gone
            heapq.heappush(coming, gone + OUTSIDE)
            served += 1
            spent += gone - came
            # Once a millisecond somebody counts.
            for moment in range(came, gone):
                at_lock[moment] += 1
        rate = served / END
        latency = spent / served
        product = rate * latency
        counted = sum(at_lock) / END
        print(
            f"{clients:7}  {1000 * rate:8.0f}"
            f"  {latency:8.1f}"
            f"  {product:7.1f}  {counted:7.1f}"
        )
        assert abs(product - counted) < 1e-9


if __name__ == "__main__":
    main()
# ANCHOR_END: main
