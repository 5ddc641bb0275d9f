"""Pictures, films, recordings and documents become values that can be compared.

Given bytes from strangers, gives fingerprints, or a refusal with its reason. The bytes are decoded only in a process with
limits on time, memory and output (`looker` starts it, `worker` is it); nothing here fetches, keeps or shows what it reads.
"""
