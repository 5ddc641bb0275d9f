"""Ingestion: events come in, from files, from senders and from platforms.

Given: files, batches, deliveries, a connector. Gives: events that survive `kill -9` once it returns, and what was rejected.
Never changes an event.

`ingest` takes in files and batches, `tables` writes people's own tables as both, `batches` reads what one request holds,
`shared` does so for everybody who sends to one process, `consumer` follows a platform, `deliveries` takes what a platform sends
by itself. `quarantine` keeps what could not be read and reads it again, `sources` says how each source is and what of it was
missed.
"""
