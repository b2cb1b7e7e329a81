"""Gold against found: figures, gains and losses, calibration, robustness, and the facts that deserve a second look."""
