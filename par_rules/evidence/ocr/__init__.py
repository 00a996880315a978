"""Reads the print of scanned pages by tesseract, where it is installed.

What comes of it is a proposal that a person confirms: tones are mistaken, and handwriting is not
read at all. ``picture`` runs in the children that read documents and imports nothing from here.
"""
