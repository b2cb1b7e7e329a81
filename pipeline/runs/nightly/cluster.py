"""Reading on many machines: the same work on the same files, handed to a Dask cluster in batches.

Every machine sees inbox and workspace under the same paths (a network drive) and has the same version of vanban. A
worker reads each file in a guarded process of its own, as on one machine; the records come back to the one writer. A
worker that is lost gives its batch to another.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from pipeline.errors import ClusterError
from pipeline.runs.jobs import Executor, Job, Result
from pipeline.runs.one_file import died_failure
from pipeline.runs.reading import failed_result, read_files
from pipeline.runs.workers.pool import Death
from pipeline.runs.workspace.versions import current_stamp

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 25  # files: a guarded process is started for each batch, which takes about a second
BATCHES_AHEAD = 3  # batches for each worker that are handed out at a time
ANSWER_SECONDS = 30  # for the scheduler and its first worker


def read_on(address: str) -> Executor:
    """Return the executor that reads on the cluster of a scheduler, e.g. `tcp://10.0.0.5:8786`.

    Reading raises ClusterError where the scheduler does not answer, has no workers, or a worker is of another version.
    """

    def read(jobs: Sequence[Job], workers: int | None) -> Generator[Result, None, None]:
        with closing(_connect(address)) as client:
            _check_versions(client)
            yield from _read(client, jobs)

    return read


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("Reading on a cluster needs Dask. Install it with `pip install vanban[cluster]`") from error
    try:
        client: Client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler with workers answers ({error}). Start them first") from error
    return client


def _check_versions(client: Client) -> None:
    """Compare what program each worker runs: records of two versions must not be mixed under one stamp."""
    for worker, stamp in client.run(_tell_stamp).items():
        if stamp != current_stamp():
            raise ClusterError(f"{worker}: runs vanban {stamp}, this is {current_stamp()}. Install the same version")


def _tell_stamp() -> str:
    return current_stamp()


def _read(client: Client, jobs: Sequence[Job]) -> Iterator[Result]:
    """Hand out batches, a few for each worker, and yield results as they come."""
    from distributed import as_completed

    waiting = iter(_batches(jobs))
    ahead = BATCHES_AHEAD * max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
    batches: dict[Future[list[Result]], list[Job]] = {}
    for batch in islice(waiting, ahead):
        batches[_submit(client, batch)] = batch
    running = as_completed(list(batches), loop=client.loop)  # type: ignore[no-untyped-call]
    for future in running:
        batch = batches.pop(future)
        yield from _collect(future, batch)
        future.release()
        for following in islice(waiting, 1):
            handed = _submit(client, following)
            batches[handed] = following
            running.add(handed)  # type: ignore[no-untyped-call]


def _submit(client: Client, batch: list[Job]) -> Future[list[Result]]:
    return client.submit(read_batch, batch, pure=False)


def _collect(future: Future[list[Result]], batch: list[Job]) -> list[Result]:
    """Return the results of a batch; where every worker that took it was lost, its files count as killed."""
    from distributed import KilledWorker

    try:
        results: list[Result] = future.result()
    except KilledWorker:
        return [failed_result(job, died_failure(Death.KILLED)) for job in batch]
    return results


def read_batch(batch: list[Job]) -> list[Result]:
    """Read some files on a worker of the cluster, each with limits of time and memory.

    What is unpacked or turned for a batch lies in a folder of its own: other workers, or another attempt at the same
    batch, must not find it, or clear it away.
    """
    if multiprocessing.current_process().daemon:
        raise ClusterError(
            "Workers must be able to start processes. Start them with "
            "`DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker ADDRESS --nthreads 1`"
        )
    own = f"batch-{uuid4().hex}"
    jobs = [replace(job, folder=job.folder.parent / own / job.folder.name, workspace=None) for job in batch]
    return [replace(result, rows=b"") for result in read_files(jobs, 1)]  # the writer makes them by its own code


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while batch := list(islice(rest, BATCH)):
        yield batch
