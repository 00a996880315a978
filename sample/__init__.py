"""Makes the sample year of xã Đại Sơn, 2026: every file that the sample evidence folder holds.

Nothing here is a real document: each file says "TÀI LIỆU MẪU" on its face and names no person.
The same bytes come out of every run (see ``python -m sample --help`` and ``sample/README.md``).
"""
