"""The simulated platform: invented people, and operators who come back. The same seed lives the same life.

Given: a size and a seed. Gives: events, truth, whole societies as columns. Never touches a real platform: its connector is
`platforms/connectors/simulator`.

`world` lives hour by hour and answers to measures; `society` plays whole societies as columns. Accounts are drawn from `looks`,
operators from `hands`, and what they assume stands in `parameters`. All texts are invented, and so is the organisation that
they are about.
"""
