"""Links: found in texts however they are written, unwrapped, and written one way a page.

Given: texts and addresses. Gives: `host[:port]/path?query#fragment`, which drops only what cannot tell two pages apart. Never
fetches anything.

`in_text` finds addresses, `canonical` writes one, `wrapped` takes targets out of redirectors, `same_page` knows the several
addresses of one page, `tracking` knows parameters that identify nobody's page; their rows stand
in `*.toml`, each with its example. `banked` looks pages up by page, path prefix, host or domain.
"""
