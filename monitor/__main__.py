"""`python -m monitor` is `p06`."""

from monitor.cli import main

if __name__ == "__main__":
    main(prog_name="p06")
