"""How 256 bits are cut into words and bands."""

import numpy as np

BANDS, WORDS = 11, 4
STARTS = np.array([0, 23, 46, 69, 92, 115, 138, 161, 184, 208, 232, 256], dtype=np.int64)
"""Eight bands of 23 bits and three of 24."""
