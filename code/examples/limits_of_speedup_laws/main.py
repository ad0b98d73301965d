"""One part of eleven cannot be divided. What more workers gain if the job stays, and if it grows with them."""


# ANCHOR: main
def amdahl(serial, workers):
    """How many times as fast, the job being the same."""
    return 1 / (serial + (1 - serial) / workers)


def gustafson(serial, workers):
    """How many times the work, the time being the same."""
    return serial + (1 - serial) * workers


if __name__ == "__main__":
    serial = 1 / 11
    print("workers  job stays  of each  job grows")
    for n in [1, 2, 4, 8, 16, 32, 1000]:
        stays = amdahl(serial, n)
        of_each = 100 * stays / n
        grows = gustafson(serial, n)
        print(
            f"{n:7}  {stays:9.2f}"
            f"  {of_each:5.0f} %  {grows:9.2f}"
        )
        assert stays < 1 / serial
# ANCHOR_END: main
