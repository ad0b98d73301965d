"""The same spell checker in Python: the first words of the same list. Pools are started for each sample, off the clock, and
ended after it, so that the time which their workers used is counted as Python's. Each candidate returns the nanoseconds."""

import time

from measured import candidate, serve

WORDS = 16
FOUND = 165_118
CHUNK = 2
LOOKUPS = 100_000
SINGLE = 64
LETTERS = "etaoinshrdlu"


class Random:
    """A linear congruential generator, with Knuth's constants."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def letter(self):
        return LETTERS[self.below(len(LETTERS))]


def make():
    random = Random(2026)
    dictionary = []
    for _ in range(64):
        length = 3 + random.below(10)
        dictionary.append("".join(random.letter() for _ in range(length)))
    words = []
    for _ in range(WORDS):
        word = list(dictionary[random.below(64)])
        for _ in range(1 + random.below(3)):
            place = random.below(len(word))
            word[place] = random.letter()
        words.append("".join(word))
    return dictionary, words


DICTIONARY, MISSPELT = make()


def distance(one, other):
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        corner, row[0] = row[0], line
        for column, other_letter in enumerate(other, 1):
            replaced = corner + (letter != other_letter)
            corner = row[column]
            row[column] = min(replaced, corner + 1, row[column - 1] + 1)
    return row[-1]


def nearest(word):
    distances = [distance(word, other) for other in DICTIONARY]
    least = min(distances)
    return distances.index(least) * 32 + least


def timed(operations, find):
    """After one that does not count."""

    def once():
        total = sum(place * one for place, one in enumerate(find(), 1))
        assert total == FOUND, total

    once()
    start = time.perf_counter_ns()
    for _ in range(operations):
        once()
    return time.perf_counter_ns() - start


@candidate
def python_sequential(operations):
    return timed(operations, lambda: [nearest(word) for word in MISSPELT])


@candidate
def python_threads(operations):
    import concurrent.futures

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return timed(operations, lambda: pool.map(nearest, MISSPELT))


def in_pool(operations, workers):
    import multiprocessing

    pool = multiprocessing.get_context("fork").Pool(workers)
    elapsed = timed(operations, lambda: pool.map(nearest, MISSPELT))
    pool.close()
    pool.join()
    return elapsed


@candidate
def python_processes_1(operations):
    return in_pool(operations, 1)


@candidate
def python_processes_2(operations):
    return in_pool(operations, 2)


def executor():
    import concurrent.futures
    import multiprocessing

    return concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("fork"))


@candidate
def python_executor(operations):
    with executor() as pool:
        return timed(operations, lambda: pool.map(nearest, MISSPELT))


@candidate
def python_executor_chunks(operations):
    with executor() as pool:
        return timed(operations, lambda: pool.map(nearest, MISSPELT, chunksize=CHUNK))


class Checker:
    """An object with a method to call, and with much else that the method does not need."""

    def __init__(self):
        self.frequencies = {f"word{number}": number for number in range(20_000)}

    def nearest(self, word):
        return nearest(word)


@candidate
def python_object(operations):
    checker = Checker()
    with executor() as pool:
        return timed(operations, lambda: pool.map(checker.nearest, MISSPELT, chunksize=CHUNK))


KNOWN = set(DICTIONARY)


def known(word):
    return word in KNOWN


def lookups(count):
    random = Random(7)
    right_and_wrong = [MISSPELT, DICTIONARY]
    return [words[random.below(len(words))] for words in (right_and_wrong[random.below(2)] for _ in range(count))]


TEXT = []


@candidate
def python_lookup(operations):
    if not TEXT:
        TEXT.extend(lookups(LOOKUPS))
    start = time.perf_counter_ns()
    for _ in range(operations):
        count = 0
        for word in TEXT:
            count += known(word)
        assert 0 < count < LOOKUPS
    return time.perf_counter_ns() - start


@candidate
def python_lookup_executor(operations):
    text = lookups(SINGLE)
    expected = sum(map(known, text))
    with executor() as pool:
        assert sum(pool.map(known, text)) == expected
        start = time.perf_counter_ns()
        for _ in range(operations):
            assert sum(pool.map(known, text)) == expected
        return time.perf_counter_ns() - start


if __name__ == "__main__":
    serve()
