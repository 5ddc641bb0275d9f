"""Installation: made, brought up to date, checked and proved.

Given: a folder and a name. Gives: a home, health checks, new keys, a verified log. Never repairs in silence.

`install` makes one, `health_checks` examines it (`live_checks`: what goes on by itself, `duty_checks`: duties that wait),
`key_rotation` changes the key of identifiers, `verify_log` proves the log. `disk_use` measures the disk.
`figures` are for monitoring, `readiness` for whoever sends requests here.
"""
