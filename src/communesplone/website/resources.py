"""Style sheet, script, icons and font under an address that changes with their content: browsers keep them a year."""

from hashlib import sha256
from pathlib import Path
from plone.resource.interfaces import IUniqueResourceRequest
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit


STATIC = Path(__file__).parent / "static"
DIRECTORY = "++plone++communesplone"
FOR_EVER = "public, max-age=31536000, immutable"


def fingerprint(folder: Path = STATIC) -> str:
    """Sixteen hexadecimal digits that change when any file of the folder changes."""
    digest = sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


FINGERPRINT = fingerprint()


def base_url(site_url: str) -> str:
    """Address of the folder with the resources, below the address of the site."""
    return f"{site_url}/{DIRECTORY}/++unique++{FINGERPRINT}"


@adapter(IPubBeforeCommit)
def keep_for_ever(event: IPubBeforeCommit) -> None:
    """Let browsers keep resources with a fingerprint, also where plone.app.caching is switched off."""
    request = event.request
    ours = IUniqueResourceRequest.providedBy(request) and DIRECTORY in request.get("PATH_INFO", "")
    if ours and request.response.getStatus() == 200:
        request.response.setHeader("Cache-Control", FOR_EVER)
        request.response.setHeader("X-Content-Type-Options", "nosniff")
