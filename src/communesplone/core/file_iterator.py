"""A temporary file as the body of an answer: what is large is never whole in memory."""

from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator
import io


@implementer(IStreamIterator)
class FileIterator:
    """A temporary file sent in pieces; it is gone when it is closed."""

    def __init__(self, file, size: int = 1 << 16):
        self.file, self.size = file, size
        file.seek(0, io.SEEK_END)
        self.length = file.tell()
        file.seek(0)

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        piece = self.file.read(self.size)
        if not piece:
            self.file.close()
            raise StopIteration
        return piece

    def __len__(self) -> int:
        return self.length
