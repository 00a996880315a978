"""What officials add to the dossier's notebook passes only where it runs and loads nothing."""

from __future__ import annotations

import pytest

from par_rules.dossier.safe_markup import LEFT_OUT, remark, safe_html, safe_link

RUNS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=x></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    '<b onclick="alert(1)">a</b>',
    '<b\nONMOUSEOVER = "x">a</b>',
    '<b title=">" onclick="x">a</b>',
    "<b/onclick=x>a</b>",
    '<svg onload="x"></svg>',
    "<svg><script>1</script></svg>",
    '<svg><a href="#x"><text>a</text></a></svg>',
    '<svg><animate attributeName="href" values="javascript:1"/></svg>',
    '<svg><use href="other.svg#a"/></svg>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#115;cript:alert(1)">a</a>',
    '<a href="java\tscript:alert(1)">a</a>',
    "<a href='&#x20;JAVASCRIPT:alert(1)'>a</a>",
    "<a href=javascript:alert>a</a>",
    '<a href="data:text/html,x">a</a>',
    '<a href="file:///etc/hosts">a</a>',
    '<a href="//host/share">a</a>',
    '<a href="\\\\host\\share">a</a>',
    '<a href="#x" ping="https://example.org">a</a>',
    '<meta http-equiv="refresh" content="0">',
    '<base href="https://example.org/">',
    '<iframe src="x"></iframe>',
    '<iframe srcdoc="x"></iframe>',
    '<object data="x"></object>',
    '<embed src="x">',
    '<form action="https://example.org"></form>',
    '<link rel="stylesheet" href="x">',
    '<img src="https://example.org/a.png">',
    '<img src="data:image/svg+xml;base64,AAAA">',
    '<img srcset="a.png 2x">',
    '<p style="background: url(https://example.org/a)">a</p>',
    "<style>@import 'x';</style>",
    "<style>p { background: u\\72l(x) }</style>",
    '<img name="getElementById">',
    "<!-- <script> -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "<scr<!-- contents -->ipt>",
    "<textarea>",
    "<plaintext>",
    "<noscript>a</noscript>",
    "<template><b>a</b></template>",
    "<custom-element></custom-element>",
    "<style>p { color: red }",
    "<b>never closed",
    "</div>",
    "<b><i>crossed</b></i>",
    "<b",
)
SHOWS = (
    "",
    "a < b và 5<6",
    "javascript: là một ngôn ngữ; onclick=x; &lt;script&gt;",
    '<p>Xem <a href="https://example.org/a?b=1#c">cổng</a>, <a href="#tc-1.1.1">1.1.1</a>.</p>',
    '<a href="minh-chung/1/1.1.1/156-KH-UBND.pdf#page=3">tệp</a>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Biểu đồ">',
    '<table border="1" class="dataframe"><tr style="color: red;"><td>1<br/>2</td></tr></table>',
    "<style scoped>\n.dataframe tbody tr > th { vertical-align: top; }\n</style>",
    '<svg viewBox="0 0 1 1"><defs><clipPath id="a"><rect width="1" height="1"/></clipPath></defs>'
    '<g clip-path="url(#a)"><path d="M0 0" style="fill: url(#b)"/></g><title>t</title></svg>',
    "<details open><summary>a</summary>b</details>",
    "<div><!-- contents --></div>",
)


@pytest.mark.parametrize("text", RUNS)
def test_what_runs_loads_or_is_not_closed_is_left_out(text: str) -> None:
    assert safe_html(f"<p>Nhận xét</p>{text}") == LEFT_OUT


@pytest.mark.parametrize("text", SHOWS)
def test_what_only_shows_something_passes_as_it_is(text: str) -> None:
    assert safe_html(text) == text


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "HTTP://example.org/a", "#tc-1.1.1", "a/b c.pdf", "../x:y", "?a=b:c"],
)
def test_links_by_http_and_within_the_folder_may_be_followed(address: str) -> None:
    assert safe_link(address)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:x", "\x01javascript:x", "java\nscript:x", "vbscript:x", "data:text/html,x"),
        *("file:///c:/x", "//host/x", "/\t/host/x", "\\\\host\\x", "https:///x", "https:x"),
        *("mailto:a@b", "C:/x", "ms-word:ofe|u|x"),
    ],
)
def test_other_links_may_not(address: str) -> None:
    assert not safe_link(address)


def test_markdown_keeps_its_words_and_drops_what_may_not_be_followed() -> None:
    told = remark(
        "**Nhận** [cổng](https://example.org/?a=1&b=2) [x](javascript:alert) <javascript:alert> "
        "[y](&#106;avascript:alert) ![hình](https://example.org/a.png) [z](//host/a)\n\n"
        "<script>alert(2)</script>\n\n[r]\n\n[r]: data:text/html,x"
    )
    assert "<strong>Nhận</strong>" in told
    assert '<a href="https://example.org/?a=1&amp;b=2">cổng</a>' in told
    assert told.count("<a ") == 1
    assert "<img" not in told
    assert "<script" not in told
    assert "hình" in told
    assert safe_html(told) == told
