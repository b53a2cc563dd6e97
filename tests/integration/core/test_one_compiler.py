"""Visitors who come first after a start do not see an error because two pages are compiled at once."""

from chameleon.zpt.template import PageTemplate
from communesplone.core import one_compiler
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def test_templates_wait_for_each_other_to_be_compiled(portal, monkeypatch):
    inside, most = [], []
    original = PageTemplate._compile

    def watched(self, *args):
        inside.append(self)
        most.append(len(inside))
        try:
            return original(self, *args)
        finally:
            inside.remove(self)

    monkeypatch.setattr(PageTemplate, "_compile", watched)
    barrier = Barrier(4)

    def visit(number: int) -> str:
        barrier.wait(30)
        return PageTemplate(f'<p tal:content="{number}" />' * 20)()

    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(visit, range(4)))
    assert [page[:8] for page in pages] == ["<p>0</p>", "<p>1</p>", "<p>2</p>", "<p>3</p>"]
    assert most == [1, 1, 1, 1]
    assert PageTemplate.cook is one_compiler.cook
