"""Makes a process ready to read: its modules do so when they are imported, against the habit of this house.

Only the process that workers are forked from imports them (`pipeline.workers.prepare`), once a run, or once for all
runs of `vanban watch`. What the first document of a process costs (a third of a second, and a whole second where it
names a law) is then paid before it comes, and once for all workers.
"""
