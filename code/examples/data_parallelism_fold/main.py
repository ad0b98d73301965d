"""A tally for each piece, and then one of them all. The pieces are cut by hand."""

# ANCHOR: main
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def tally_piece(numbers):
    return Counter(n % 3 for n in numbers)


def tally(pool, numbers, size):
    """How many numbers leave 0, 1, 2 over when divided
    by 3. And in how many pieces they were counted."""
    pieces = [
        numbers[start : start + size]
        for start in range(0, len(numbers), size)
    ]
    counts = Counter()
    for count in pool.map(tally_piece, pieces):
        counts += count
    return [counts[n] for n in range(3)], len(pieces)


everything = range(1000)
with ThreadPoolExecutor(1) as pool:
    print(tally(pool, everything, 500))
    print(tally(pool, everything, 1000))
    print(tally(pool, everything, 63))
# ANCHOR_END: main
