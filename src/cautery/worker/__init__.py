"""Durable work: what was decided is carried to its end by itself, whatever stops in between.

Given an installation and its platforms, lets stages follow the journal, carries takedowns on, looks for returns, watches
clocks, asks again about whoever was left up for a time, runs jobs, and tells whom it must. Never decides, and never does on its
own what a person has to begin.

`running` starts all of it under `supervisor`, whose threads cannot die unseen. `consumer` and `stages` follow events;
`durable` holds leases on work; `takedown` and `follow_up` are work; `jobs` run on schedules; `beat` looks each second for what
is due, with `deadlines` and `observations`. `ingest_socket` takes files in, `alone` keeps it one process, `rebuilding`
computes again.
"""
