"""Processes that read files at once; `warm_` modules make a process ready when imported, against the house's habit.

Only the process that workers are forked from imports the warm modules (`pipeline.runs.workers.pool.prepare`), once a
run, or once for all runs of `vanban watch`. What the first document of a process costs (a third of a second, and a
whole second where it names a law) is then paid before it comes, and once for all workers.
"""
