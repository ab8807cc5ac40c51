"""The reference pages say what the code says."""

import pytest

from tools.docs import REFERENCE, pages


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", ["api.md", "commands.md", "law.md", "python.md", "result.md"])
def test_the_page_is_what_the_code_prints(name: str, printed: dict[str, str]) -> None:
    assert (REFERENCE / name).read_text("utf-8") == printed[name], "run `make docs`"
