"""`make bench`: every benchmark, one after the other."""

from benchmarks import exposition, reading

if __name__ == "__main__":
    exposition.main()
    reading.main()
