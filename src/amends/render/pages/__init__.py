"""What each page says, before it is known how it will look; one file for each thing that is shown."""
