"""All errors of the package, drawn as a tree.

VanbanError
├── UnreadableFile            the file cannot become a ParsedDocument; it goes to quarantine
│   ├── EmptyFile             no bytes, or no words
│   ├── TruncatedFile         the container ends too early or is damaged
│   ├── EncryptedFile         a password is needed
│   ├── WrongExtension        the content is another kind of file that we do not read under that name
│   ├── UnsupportedFormat     a known format for which there is no reader
│   │   └── MissingTool       the program that reads it is not installed on this machine
│   ├── NoTextLayer           a scan: pages are pictures
│   ├── FileTooLarge          more bytes than we agree to open
│   ├── FileAccessError       no permission, vanished, unreadable name
│   ├── Hindered              something beside the file was in the way: a full disk, a killed program
│   └── Unreached             a place on the network that does not answer, or not now
├── AddressError              an address that no inbox can have
├── KnowledgeError            a row of a knowledge table contradicts its own form or example
├── RecordError               a record's JSON is not of the published form
├── StoreError                the database is missing, of another version, or refuses
│   ├── WorkspaceBusy         another process is writing into the workspace
│   └── WrongQuestion         a question that cannot be asked: no such role, no such day, no word to look for
├── ClusterError              the cluster does not answer, or cannot read for us
└── NotFound                  nobody in the database answers to that name or code
    └── Ambiguous             several documents answer to it; the candidates are listed
"""

from __future__ import annotations


class VanbanError(Exception):
    """Base of every error that the package raises on purpose."""


class UnreadableFile(VanbanError):
    """A file that cannot be read; says which file, what is wrong and what to do.

    `code` is a stable word for tables and the reason file (`empty`, `truncated`, …).
    """

    code = "unreadable"

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}. {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str, str]]:
        """Let it pass between processes."""
        return type(self), (self.name, self.problem, self.remedy)


class EmptyFile(UnreadableFile):
    """No bytes at all, or no words in it."""

    code = "empty"


class TruncatedFile(UnreadableFile):
    """The container ends too early or is damaged."""

    code = "truncated"


class EncryptedFile(UnreadableFile):
    """A password is needed."""

    code = "encrypted"


class WrongExtension(UnreadableFile):
    """The name promises one format, the bytes are something else."""

    code = "wrong_extension"


class UnsupportedFormat(UnreadableFile):
    """A format for which there is no reader."""

    code = "unsupported"


class MissingTool(UnsupportedFormat):
    """The program of the system that reads it is not installed: it says nothing of the file."""

    code = "missing_tool"


class NoTextLayer(UnreadableFile):
    """A scan: its pages are pictures without text."""

    code = "no_text_layer"


class FileTooLarge(UnreadableFile):
    """More bytes than the reader agrees to open."""

    code = "too_large"


class FileAccessError(UnreadableFile):
    """No permission, a vanished file, a name that cannot be decoded."""

    code = "no_access"


class Hindered(UnreadableFile):
    """Something beside the file was in the way, for now: no room for temporary files, a program that was killed."""

    code = "hindered"


class Unreached(UnreadableFile):
    """A place on the network that does not answer: it says nothing of the file, which is left to the next run."""

    code = "unreached"


class AddressError(VanbanError):
    """An address that is written wrong, or of a kind for which a library is missing."""


class KnowledgeError(VanbanError):
    """A knowledge table contradicts its own form or one of its examples."""


class RecordError(VanbanError):
    """A record's JSON is not of the published form."""


class StoreError(VanbanError):
    """The database is missing, of another version, or refuses a row."""


class WorkspaceBusy(StoreError):
    """Another process is writing into the workspace; the message names it."""


class WrongQuestion(StoreError):
    """A question that cannot be asked: an unknown role, a day that is none, no word to look for."""


class ClusterError(VanbanError):
    """The scheduler does not answer, or a worker cannot read for us."""


class NotFound(VanbanError):
    """Nothing in the database answers to that name or code."""


class Ambiguous(NotFound):
    """Several documents answer to a name or code; `rows` under `head` tell them apart."""

    def __init__(self, message: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(message)
        self.head = head
        self.rows = rows
