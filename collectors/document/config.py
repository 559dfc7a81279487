"""What a campaign file says of a document."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from collectors.http import Address
from collectors.vietnamese.prose_config import ProseConfig


def _folder(path: str) -> str:
    if not PurePosixPath(path).is_absolute() or "\0" in path:
        raise ValueError("a folder is named from the root on: /srv/project06/reports")
    return path


class DocumentConfig(ProseConfig):
    """A document at an address, or a folder of the server into which documents are put.

    In the folder each run reads one file, the oldest; what was read is moved to `read` within it, what could not be
    read to `refused`, with the reason beside it.
    """

    address: Address | None = None
    folder: Annotated[str, AfterValidator(_folder)] | None = None

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.address is None) == (self.folder is None):
            raise ValueError("say either address (where the document stands) or folder (where files are put)")
        return self
