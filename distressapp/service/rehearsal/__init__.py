"""A rehearsal clinic: invented patients over a year, made through the verbs that a clinic uses.

Nobody in it lives, and no figure in it is data: it is for learning the lists and for trying them.
"""
