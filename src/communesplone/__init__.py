"""CommunesPlone: the public life of a town, on Plone."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("communesplone")
