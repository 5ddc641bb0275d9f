"""The order of things: each file is one verb of the product, and calls the stages one after another.

`establish` makes an installation, `listen` takes events in, `recognise` keeps banks and looks content up in them, `learn` takes
decisions in and fits to them, `suspect` names accounts, `operators` and `newcomers` name those that continue a removed one,
`learn_hands` learns from such pairs, `queue` lists what waits, `judge` opens cases and decides them, `act` carries decisions to
a platform, `prove` shows that nothing was changed. A verb opens the transaction in which
its facts are written, and hands it to every stage that writes. One file a verb: a command loads only what its verb needs.
"""
