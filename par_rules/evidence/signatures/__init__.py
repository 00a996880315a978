"""Digital signatures of a PDF: integrity, trust and time told apart, from the last signature.

A genuine Vietnamese document fails a naive check: the clerk adds stamps after the leader signed,
the state's root is not in the file, old certificates have run out. So each of the three questions
has an answer of its own, and none of them takes points by itself; the checks do, by the set.
"""
