"""The order of things: each file is one verb of the product, and calls the stages one after another.

`establish` makes an installation, `listen` takes events in and `tap` does
so from a platform as they happen, `recognise` keeps banks, `check` looks content up in them,
`learn` takes decisions in and fits to them, `suspect` names accounts, `operators` names those that continue removed ones and
`newcomers` does so as accounts are opened, `learn_hands` learns from such pairs,
`networks` names those who act together (`networks_on_spark` finds their meetings
on a cluster), `exhibit` keeps what their cases show, `queue` lists what waits, `review` hands cases out, `judge` opens and
decides them, `propose` asks a second person, `threats` sees that authorities are told, `hear` takes notices and appeals,
`observe` asks again when what was left up on purpose ends,
`count` counts how many accounts have what removed ones had, `batch` says to which takedown a decision belongs,
`quality` counts how people agree, `effect` measures whether it worked, `outcome` says so of one takedown,
`act` carries decisions to a platform, `prove` shows that nothing was changed. At the door
stand `admit`, `passkeys` and `staff`. A verb opens the transaction in which its facts are written, and hands it to every
stage that writes. One file a verb: a command loads only what its verb needs.
"""
