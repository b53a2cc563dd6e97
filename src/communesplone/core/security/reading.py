"""A form that cannot be read is a bad request from the beginning.

Zope reads the form before it knows a site or a user. Its page for the error may fail there, and then whatever is no
error of HTTP ends as a bare 500. And it forgets the user of the thread's last request only after the form is read: a
page for the error would be made for that user, with his name in its head, and with a traceback where he is a manager.
"""

from AccessControl.SecurityManagement import noSecurityManager
from zExceptions import BadRequest
from zExceptions import HTTPException


def process_inputs(self) -> None:
    """In the place of `ZPublisher.HTTPRequest.HTTPRequest.processInputs`, which it calls. Raise BadRequest."""
    noSecurityManager()
    try:
        self._old_processInputs()
    except HTTPException:
        raise
    except Exception as error:
        raise BadRequest("a field is not what its name says") from error
