"""The jobs on the forge's server: announce, judge, tell, collect receipts, remind, preview.

They are the one place that speaks with GitHub. Everything they say is made elsewhere, so that the
rest of the house works on any forge and on none.
"""
