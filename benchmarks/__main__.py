"""Every figure that MoeGAN promises, measured on this machine, as one table: `python -m benchmarks`."""

from benchmarks import acknowledgement, corpus, drawing, engine, first_page, memory, survival
from benchmarks.frame import run

run([module.measure for module in (acknowledgement, drawing, memory, first_page, survival, engine, corpus)], __doc__)
