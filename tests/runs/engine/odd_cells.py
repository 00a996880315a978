"""Cells that do all that notebooks do, and then leave their process in disorder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

v4: Any = nbformat.v4

# Source and tags of each cell. What a child process writes reaches a kernel's cell only where the
# cell goes on for a while, so these cells wait.
CELLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        """\
x = 1
name = 'a'""",
        ("parameters",),
    ),
    ("print('một'); print('hai', end=''); x", ()),
    ("x + 1;", ()),
    ("# only a comment", ()),
    ("", ()),
    (
        """\
import sys
print('out 1')
print('err 1', file=sys.stderr)
print('out 2')
print('err 2', file=sys.stderr)""",
        (),
    ),
    (
        """\
import warnings
warnings.warn('cảnh báo')
warnings.warn('cũ', DeprecationWarning)""",
        (),
    ),
    (
        """\
import logging
logging.warning('cảnh báo %s', 1)
logging.info('no')
logging.basicConfig(level=logging.INFO)
logging.getLogger('a').info('có')""",
        (),
    ),
    ("logging.getLogger('a').info('còn')", ()),
    ("!echo vỏ; echo lỗi >&2", ()),
    (
        """\
import subprocess, time
done = subprocess.run(['sh','-c','echo con; sleep 0.4; echo sai >&2'])
time.sleep(1)
done""",
        (),
    ),
    (
        """\
import os
os.write(1, 'mức thấp\\n'.encode())
os.system('echo hệ')
time.sleep(1)
'chờ'""",
        (),
    ),
    (
        """\
%%bash
echo từ bash
echo sai >&2""",
        (),
    ),
    (
        """\
import asyncio
await asyncio.sleep(0.01)
print('đợi')
'xong'""",
        (),
    ),
    (
        """\
async def f():
    await asyncio.sleep(0.05)
    print('việc')
task = asyncio.ensure_future(f())""",
        (),
    ),
    ("await task", ()),
    (
        """\
from IPython.display import display, HTML, clear_output, update_display
h = display('đầu', display_id='mã')
display(HTML('<b>b</b>'), {'a': 1})""",
        (),
    ),
    (
        """\
h2 = display('một', display_id='hai')
update_display('hai!', display_id='hai')""",
        (),
    ),
    ("update_display('mới', display_id='mã')", ()),
    (
        """\
print('bỏ')
clear_output()
print('giữ')""",
        (),
    ),
    (
        """\
print('bỏ')
clear_output(wait=True)
print('giữ 2')""",
        (),
    ),
    (
        """\
try:
    input('tên?')
except Exception as e:
    print(type(e).__name__, e)""",
        (),
    ),
    (
        """\
import getpass
try:
    getpass.getpass()
except Exception as e:
    print(type(e).__name__, e)
print(repr(sys.stdin.read()))""",
        (),
    ),
    (
        """\
%matplotlib inline
import matplotlib.pyplot as plt
plt.rcParams['svg.hashsalt']='x'
plt.plot([1,2,3])
plt.title('Điểm')
plt.show()
print(plt.get_backend())""",
        (),
    ),
    (
        """\
plt.figure()
plt.plot([3,2,1])""",
        (),
    ),
    (
        """\
fig, ax = plt.subplots()
ax.bar(['a'], [1]);""",
        (),
    ),
    (
        """\
import pandas as pd
pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})""",
        (),
    ),
    ("print(pd.DataFrame({f'cột{i}': range(3) for i in range(30)}))", ()),
    (
        """\
class R:
    def _repr_html_(self): return '<i>r</i>'
    def __repr__(self): return 'R'
R()""",
        (),
    ),
    (
        """\
class B:
    def _repr_png_(self): return b'\\x89PNG123'
    def __repr__(self): return 'B'
B()""",
        (),
    ),
    (
        """\
class W:
    def __repr__(self): raise ValueError('hỏng')
W()""",
        ("raises-exception",),
    ),
    ("In[2], sorted(Out)[:3]", ()),
    ("1/0", ("raises-exception",)),
    (
        """\
def g(n):
    if n: return g(n-1)
    raise KeyError('khóa')
try:
    1/0
except ZeroDivisionError:
    g(2)""",
        ("raises-exception",),
    ),
    ("x = = 1", ("raises-exception",)),
    ("%nope", ("raises-exception",)),
    ("get_ipython().__class__.__name__, __name__", ()),
    (
        """\
import decimal
decimal.getcontext().prec = 5""",
        (),
    ),
    ("decimal.Decimal(1)/3", ()),
    (
        """\
import contextvars
v = contextvars.ContextVar('v', default=0)
v.set(7)""",
        (),
    ),
    (
        """\
await asyncio.sleep(0)
v.set(8)
v.get()""",
        (),
    ),
    ("v.get()", ()),
    (
        """\
import time
print('a', flush=True)
time.sleep(0.45)
print('b')
print('c', file=sys.stderr)
time.sleep(0.45)
print('d')""",
        (),
    ),
    ("print('bị bỏ qua')", ("skip-execution",)),
    (
        """\
%%time
pass""",
        ("time",),
    ),
    (
        "coro = asyncio.sleep(0)\ntry:\n    asyncio.run(coro)\nfinally:\n    coro.close()",
        ("raises-exception",),
    ),
    (
        """\
import sys
backend = os.environ.get('MPLBACKEND')
sys.stdout.isatty(), sys.stdout.encoding, os.environ['TERM'], backend""",
        (),
    ),
    (
        """\
def gen():
    yield 1
list(gen()), 1.10, 'chữ', {'b': 1, 'a': [1,2]}""",
        (),
    ),
    ("?len", ()),
    (
        """\
os.environ['LEAK'] = '1'; os.chdir('/tmp'); sys.modules['json'].leak = 1
warnings.simplefilter('error')
import random; random.seed(1)
plt.rcParams['lines.linewidth'] = 9
logging.getLogger('leak').setLevel(5)""",
        (),
    ),
    (
        """\
print('tới đây')
raise RuntimeError('dừng: chữ Việt')""",
        (),
    ),
    ("print('không tới')", ()),
)

WIDGETS = (
    "import ipywidgets as w\nb = w.IntSlider(3)\nb",
    "out = w.Output()\nwith out:\n    print('trong')\n    display(5)\nout",
    "b.value = 7",
    "print(b.value, len(out.outputs))",
    "def f(x):\n    print(x)\nw.interact(f, x=3);",
)


def write_notebook(path: Path, cells: Any) -> Path:
    """Write a notebook of cells, each a source or a source with tags."""
    made = []
    for number, cell in enumerate(cells):
        source, tags = (cell, ()) if isinstance(cell, str) else cell
        made.append(
            v4.new_code_cell(id=f"o-{number}", source=source, metadata={"tags": list(tags)})
        )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(v4.new_notebook(cells=made, metadata={"kernelspec": kernel}), path)  # type: ignore[no-untyped-call]
    return path
