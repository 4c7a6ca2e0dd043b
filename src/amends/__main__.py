"""`python -m amends` is `amends`."""

from amends.doors.cli.main import main

main()
