"""Orders of authorities and what they bring: which laws apply, and orders from receipt to their end.

- `applicable_laws`: which laws apply to the service, which clocks they start, and what is missing
- `receiving`: an order comes in, is kept and located
- `mailed`: orders that come by mail
- `locating`: what an order's addresses lead to
- `steps`: what people say of an order, and where it stands
- `executing`: an order is carried out, and taken back when it fell
- `answering`: what the authority is told
- `preserving`: what is removed is kept encrypted until its day
- `handing_over`: evidence for courts and the police, with proofs; `verify_package` verifies it without us
- `watching`: people are paged, and what was missed is kept

Given the settings and ledgers. Gives facts. Never decides what an order means: a person does.
"""
