"""Grading on several machines by Dask: the submissions go to workers, each is judged there in its sandbox, the verdicts are written here.

Dask's scheduler hands a submission whose worker has died to another one. What was judged is written down here at once, by one process, and
by the submission's key: nothing is lost, and a verdict that comes a second time is the same file again. The tests' random numbers follow
from the course's secret and the student's name, which is why a verdict is the same wherever it is given.
"""

import hashlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

from grading.course import HOME, Bench, Course, lost_points
from grading.notebook import Source
from grading.sandbox import DESCRIPTIONS, kind

HERE = threading.local()  # a worker's thread has a bench of its own, as the threads of one machine have


class WorkersError(Exception):
    """No workers, or workers with another version of the course."""


def version():
    """The same number for the same module and the same grader."""
    files = [HOME / "target" / "rnnlab-1.0.0.jar", *sorted((HOME / "environment" / "grading").glob("*.py"))]
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def about():
    """What a worker says of itself: (version, kind of its sandbox)."""
    return version(), kind()


def judge_there(name, submitted, source_name, source_bytes, seed, unprotected):
    """On a worker: the verdict on the bytes of a submission, by the bytes of the lecturer's notebook."""
    if not hasattr(HERE, "bench"):
        root = Path(tempfile.mkdtemp(prefix="rnnlab-worker-"))
        (root / "verdicts").mkdir()
        HERE.course = Course(unprotected)
        HERE.course.root = root
        HERE.bench = Bench(HERE.course, threading.get_ident())
    folder = HERE.course.root / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    source = HERE.course.root / "source" / hashlib.sha256(source_bytes).hexdigest() / source_name
    if not source.exists():
        source.parent.mkdir(parents=True)
        source.write_bytes(source_bytes)
    path = folder / Path(name).name
    path.write_bytes(submitted)
    return HERE.bench.ask(path, Source(source), seed)


class Workers:
    """The workers behind a scheduler's address. Use it in a with statement."""

    def __init__(self, address, course):
        from distributed import Client
        from distributed.security import Security

        tls = os.environ.get("RNNLAB_WORKERS_TLS")  # a folder with ca.pem, own.pem, own.key
        security = Security(tls_ca_file=f"{tls}/ca.pem", tls_client_cert=f"{tls}/own.pem", tls_client_key=f"{tls}/own.key",
                            require_encryption=True) if tls else None  # fmt: skip
        self.course = course
        try:
            self.client = Client(address, security=security, timeout=20, set_as_default=False)
        except OSError as e:
            raise WorkersError(f"no scheduler answers at {address}: {e}") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    def check(self):
        """A line about the workers. Raises WorkersError unless each has this version and a sandbox."""
        told = self.client.run(about)
        if not told:
            raise WorkersError('the scheduler has no workers yet; start them: grading/README.md, "More than one machine"')
        for worker, (other, sandbox) in told.items():
            if other != version():
                raise WorkersError(f"{worker} has another version of the course; bring it to this one and build it with ./lab setup")
            if sandbox is None and not self.course.unprotected:
                raise WorkersError(f"{worker} gives no sandbox; start it as root on Linux")
        kinds = {sandbox for _, sandbox in told.values()}
        places = sum(self.client.nthreads().values())
        said = "; ".join(DESCRIPTIONS["off" if self.course.unprotected else k] for k in sorted(kinds))
        return f"{len(told)} workers with {places} places: {said}"

    def unfit(self, notebooks):
        """{(assignment, notebook): why} for those whose own answers are not right on a worker."""
        tasks = {}
        for assignment, notebook in notebooks:
            path = self.course.source(assignment, notebook)
            sent = path.name, path.read_bytes(), path.name, path.read_bytes(), 1
            tasks[assignment, notebook] = self.client.submit(judge_there, *sent, self.course.unprotected, pure=False, retries=2)
        return {notebook: lost for notebook, future in tasks.items() if (lost := lost_points(future.result()))}

    def judged(self, items):
        """Pairs of an item and its verdict or what was raised, as they come; each once."""
        from distributed import as_completed

        futures = {}
        for item in items:
            try:
                task = self.course.task(*item)
            except Exception as e:  # of this submission alone
                yield item, e
                continue
            future = self.client.submit(judge_there, *task.sent(), self.course.unprotected, pure=False, retries=2)
            futures[future] = item, task
        for future in as_completed(futures, loop=self.client.loop):
            item, task = futures[future]
            error = future.exception()
            if error is None:
                try:
                    yield item, self.course.write(task, future.result())
                except Exception as e:
                    yield item, e
            else:
                yield item, error
            future.release()
