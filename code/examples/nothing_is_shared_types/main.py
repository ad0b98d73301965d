"""Pickle writes names, and the reader calls what they name."""

# ANCHOR: main
import pickle
import struct


class Reading:
    def __init__(self, probe, celsius):
        self.probe = probe
        self.celsius = celsius


data = struct.pack("<Ii", 7, 21)
celsius, probe = struct.unpack("<iI", data)
print(f"struct: celsius {celsius}, probe {probe}")

data = pickle.dumps(Reading(7, 21))
assert b"Reading" in data and b"celsius" in data
del Reading
try:
    pickle.loads(data)
except AttributeError as error:
    reason, _, _ = str(error).partition(" on ")
    print("pickle:", reason)


class Innocent:
    def __reduce__(self):
        return print, ("this ran while loading",)


got = pickle.loads(pickle.dumps(Innocent()))
print("and what came is", got)
# ANCHOR_END: main
