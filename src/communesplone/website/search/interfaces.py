"""What other packages may plug in to the search, and hear of it."""

from zope.interface import Attribute
from zope.interface import Interface


class ISearchKind(Interface):
    """Named utility: a kind of results, which stand together. The name is its token in addresses."""

    title = Attribute("What the kind is called, in the plural (message)")
    types = Attribute("Names of the content types (tuple); a type that no kind names is a page")
    order = Attribute("Number: smaller comes first; procedures have 0")
    most = Attribute("How many are shown beside the other kinds")


class ISearchFacet(Interface):
    """Named utility: a choice that narrows the results. The name is its parameter in addresses."""

    title = Attribute("What is chosen (message)")
    index = Attribute("Keyword index of the portal catalog")
    prefix = Attribute("What stands before the token in the index, such as `theme:`")
    titles = Attribute("Token -> what it is called (message)")
    order = Attribute("Number: smaller comes first")


class ISearchAsked(Interface):
    """Event: a visitor asked the search. Told once for each question, not for further pages. Nothing is stored."""

    words = Attribute("What was typed (text, at most 200 characters); may contain anything, also personal data")
    count = Attribute("Number of results")
    language = Attribute("Language of the page")
    corrected = Attribute("Whether the results are those of a corrected word")
