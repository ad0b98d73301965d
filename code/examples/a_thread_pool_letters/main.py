"""The puzzle without a shared word: a letter goes in, a letter
comes out."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor


def flip(letter):
    return chr(ord(letter) ^ 1)


with ThreadPoolExecutor(3) as pool:
    word = "".join(pool.map(flip, "idmmn!vnsme"))
print(word)
# ANCHOR_END: main
assert word == "hello world"
