"""The numbers that we promise, one file each, each printing one line of JSON: make bench NAME=..."""
