"""`author/NAME`: the stock page about an account, for those who look after accounts only."""

from pathlib import Path
from Products.CMFPlone.browser import author
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Author(author.AuthorView):
    """Citizens have accounts here: their names are not for each other (the permission keeps them from this page)."""

    index = ViewPageTemplateFile(str(Path(author.__file__).parent / "templates" / "author.pt"))
