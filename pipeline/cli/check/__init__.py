"""Commands that check: the machine, the accuracy, the doubtful facts."""
