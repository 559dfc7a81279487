"""`make bench`: every benchmark, one after the other; with their names, those alone."""

import sys

from benchmarks import exposition, history, kills, prose, reading

ALL = {"exposition": exposition, "reading": reading, "prose": prose, "history": history, "kills": kills}

if __name__ == "__main__":
    for name in sys.argv[1:] or ALL:
        ALL[name].main()
