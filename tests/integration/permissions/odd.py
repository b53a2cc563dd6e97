"""Odd requests: what hypothesis makes of the names and values that a page knows, of addresses, and of headers."""

from hypothesis import strategies as st
from typing import NamedTuple
from urllib.parse import quote_from_bytes
from urllib.parse import urlencode


CONVERTERS = (
    "",
    "",
    "",
    ":list",
    ":tuple",
    ":int",
    ":int:list",
    ":long",
    ":float",
    ":boolean",
    ":date",
    ":tokens",
    ":lines",
    ":text",
    ":string",
    ":utf8:ustring",
    ":bytes",
    ":json",
    ":record",
    ":records",
    ".x:record",
    ".x:records",
    ".x:int:records",
    ":required",
    ":ignore_empty",
    ":default",
    ":method",
    ":default_method",
    ":action",
    ":default_action",
    ":nonsense",
    "_charset_",
    "-empty-marker",
    "[]",
)
VALUES = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e\u200b\ufeff",
    "e\u0301\U0001f469\u200d\U0001f469\u200d\U0001f466",
    "0",
    "-1",
    "1",
    "²",
    "٣",
    "1e999",
    "NaN",
    "Infinity",
    "9" * 400,
    "0x10",
    "true",
    "None",
    "[]",
    "{}",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "99999-01-01",
    "2026-11-25T25:61",
    "24:00",
    "-12:00",
    "{own}",
    "{other}",
    "ABCD-EFGH",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "${modules}",
    "%s%n%x",
    "{0.__class__}",
    "' OR 1=1 --",
    "*",
    "(",
    "a AND OR",
    '"',
    "\r\nX-Odd: 1",
    "data:text/html,x",
    "A" * 20_000,
    "clerk",
    "population",
    "notice.ordinary",
    "fr",
    "en",
    "csv",
)
SEGMENTS = (
    "%00",
    "%ff%fe",
    "%c0%ae%c0%ae",
    "%ed%a0%80",
    "..",
    ".",
    "@@",
    "@@x",
    "@@absolute_url",
    "++view++",
    "++view++cases",
    "++api++",
    "++attribute++data",
    "++attribute++__class__",
    "++widget++x",
    "++form++x",
    "++resource++",
    "++theme++x",
    "++plone++x/y",
    "++add++Order",
    "++nonsense++",
    "++",
    "++++",
    "index_html",
    "view",
    "__class__",
    "_p_jar",
    "title",
    "acl_users",
    "REQUEST",
    "a" * 3000,
    "%E2%80%AE",
    "1",
    "-1",
    "9" * 50,
    "file",
    "file/0",
    "document/1",
    "data",
    "journal",
    "{own}",
    "{other}",
    "*",
    ";x=1",
    "%2f%2f",
    "%5c",
    "VirtualHostBase",
    "VirtualHostRoot",
    "_vh_x",
    "@cases",
)
HEADERS = {
    "Accept": ("*/*", "application/json", "text/html;q=x", ",;,", "image/*", "application/xml", "é", ""),
    "Accept-Language": ("fr", "xx-YY;q=2", "*;q=-1", ",,;;", "a" * 5000, "en;q=NaN", "é", "fr\t,de", ""),
    "Accept-Charset": ("x", "utf-7", "*;q=1e99"),
    "Content-Type": (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "text/xml",
        "application/x-www-form-urlencoded; charset=nonsense",
        "application/x-www-form-urlencoded; charset=utf-16",
        "",
    ),
    "Cookie": (
        "__ac=x",
        "__ac=%00; I18N_LANGUAGE=xx",
        'statusmessages="eA=="',
        "_ZopeId=1; =; ;;",
        "__communes_device=x.y.z",
        "order=x",
        "é=é",
    ),
    "Range": ("bytes=0-0", "bytes=9-1", "x", "bytes=-" + "9" * 40),
    "If-Modified-Since": ("x", "Sat, 99 Nov 9999 99:99:99 GMT"),
    "If-None-Match": ("*", '"x'),
    "Referer": ("x", "http://[::1", "http://localhost\\x"),
    "X-Forwarded-For": ("x", "::1, 999.9.9.9", ","),
    "X-HTTP-Method-Override": ("DELETE",),
    "Authorization": ("Basic x", "Basic AA==", "Basic Og==", "Bearer x", "Bearer a.b.c", "Digest x", "x"),
    "Destination": ("x",),
}
BODIES = (b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"text": 1}', b'{"text": "\\u0000"}', b"\xff\xfe", b"[" * 5000)


class Request(NamedTuple):
    """`who`: '' for nobody; `path`: below the site, encoded, with its query; `body`: None for a GET."""

    method: str
    path: str
    who: str
    body: bytes | None
    headers: dict


class Target(NamedTuple):
    """A page: its address, who gets in, the names of fields that it has, and the token of that person."""

    path: str
    who: str
    names: tuple[str, ...]
    token: str


def encoded(pairs: list[tuple[str, str]]) -> str:
    """Pairs of a query or form, half surrogates too."""
    return urlencode(pairs, errors="surrogatepass")


@st.composite
def requests(draw, targets: tuple[Target, ...]) -> Request:
    """One request to one of the targets."""
    target = draw(st.sampled_from(targets))
    who = draw(st.sampled_from((target.who, target.who, target.who, "", "citizen")))
    method = draw(st.sampled_from(("GET", "GET", "POST", "POST", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS")))
    names = st.one_of(st.sampled_from(target.names), st.text(max_size=8)) if target.names else st.text(max_size=8)
    fields = draw(
        st.lists(
            st.tuples(
                st.tuples(names, st.sampled_from(CONVERTERS)).map("".join),
                st.one_of(st.sampled_from(VALUES), st.sampled_from(VALUES), st.text(max_size=40)),
            ),
            max_size=6,
        )
    )
    path = _led_on(draw, target.path)
    headers = {
        name: draw(st.sampled_from(HEADERS[name]))
        for name in draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=2, unique=True))
    }
    if method in ("GET", "HEAD", "OPTIONS"):
        query = encoded(fields)
        return Request(method, path + (f"?{query}" if query else ""), who, None, headers)
    if target.token and who == target.who and draw(st.booleans()):
        fields.append(("_authenticator", target.token))
    body = draw(
        st.one_of(st.just(encoded(fields).encode()), st.just(encoded(fields).encode()), st.sampled_from(BODIES))
    )
    headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    return Request(method, path, who, body, headers)


def _led_on(draw, path: str) -> str:
    """The address, sometimes with more segments behind or in the middle."""
    more = draw(st.one_of(st.just([]), st.just([]), st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=2)))
    if not more:
        return path
    more = [*more, *draw(st.lists(st.binary(max_size=6).map(quote_from_bytes), max_size=1))]
    parts = path.split("/")
    at = draw(st.integers(0, len(parts)))
    return "/".join([*parts[:at], *more, *parts[at:]])
