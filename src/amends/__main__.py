"""`python -m amends` is `amends`: here the program starts."""

import gc

gc.set_threshold(1_000_000)  # it is over before there is much to clear away, imports among it

from amends.doors.cli.main import main  # noqa: E402  # after the line above, which is for it too

if __name__ == "__main__":
    main()
