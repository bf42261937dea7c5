"""The files of the page are handed out whatever the disk says."""

import gzip

from app.ui.shelf import Shelf

PAGE = b"<p>" + b"Setu " * 100


async def test_what_was_compressed_once_is_not_compressed_again(tmp_path):
    await Shelf({"index.html": PAGE}, tmp_path / "cache").take("index.html")
    [kept] = (tmp_path / "cache").iterdir()
    kept.write_bytes(gzip.compress(b"as it was kept"))
    piece = await Shelf({"index.html": PAGE}, tmp_path / "cache").take("index.html")
    assert piece.plain() == b"as it was kept"


async def test_a_cache_that_cannot_be_written_keeps_nobody_from_the_page(tmp_path):
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    piece = await Shelf({"index.html": PAGE}, tmp_path / "cache").take("index.html")
    assert piece.plain() == PAGE


async def test_what_is_compressed_says_how_much_there_is_to_unpack(tmp_path):
    shelf = Shelf({"index.html": PAGE, "icon.png": b"picture"}, None)
    assert (await shelf.take("index.html")).plain_length == len(PAGE)
    assert (await shelf.take("icon.png")).plain_length == len(b"picture")
