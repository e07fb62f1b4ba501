"""What reading yields besides documents: warnings here, errors as :class:`search.errors.DocumentError`.

Stable codes of a ``DocumentError`` (the document is left out):

    not-found       the PATH given does not exist
    dangling-link   a symbolic link to nothing
    symlink-loop    a symbolic link that leads back to itself or to a folder it stands in
    special-file    a device, socket or pipe
    unreadable      the system refuses to open or read it; a damaged ``.gz``
    empty           no bytes, or only white space
    too-large       over ``max_size``
    binary          not text (an image, an archive, a program), whatever its name says
    undecodable     text in no encoding that can be told
    duplicate-id    another document of the same run has this id already
    bad-json        a line of a collection is not JSON
    not-an-object   a line of a collection is JSON, but not an object
    bad-id          the id of a line of a collection has more than 4,096 bytes, as no path has
    no-text         a line of a collection has no ``text`` (a string)
    bad-html        markup that cannot be parsed at all

Stable codes of a :class:`ReadWarning` (the document is read):

    guessed-encoding   nothing declares the encoding; the letters or ICU's detector chose it
    wrong-charset      the encoding that the page declares does not fit its bytes; another one was used
    replaced           lone surrogates were replaced by U+FFFD
    bad-field          an optional key of a JSON document, or ``lang`` of front matter, has a value that cannot be used (no date)
    skipped-files      hidden files and files with an unknown extension, counted per PATH
    paths-overlap      files that another PATH leads to as well, counted per PATH; each is read once
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something worth telling about a document that was read all the same."""

    name: str
    """The document's id, the number of its line in a collection, or the PATH as given."""
    code: str
    detail: str
