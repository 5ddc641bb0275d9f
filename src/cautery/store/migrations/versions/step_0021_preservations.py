"""Preserved copies, each access to one, and the encrypted copies."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0021"
down_revision = "0020"
MAY_BE_EMPTY = ("post", "case", "order", "purpose", "until")
MADE = "platform account post case order basis document sealed_sha256 key_sha256 expires_at by at".split()
STEP = "preservation kind says purpose until by at".split()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "preservations",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=name in MAY_BE_EMPTY) for name in MADE),
    )
    op.create_index("ix_preservations_account", "preservations", ["account"])
    op.create_table(
        "preservation_steps",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=name in MAY_BE_EMPTY) for name in STEP),
    )
    op.create_index("ix_preservation_steps_preservation", "preservation_steps", ["preservation"])
    op.create_table(
        "preserved",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("copy", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "handovers",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("recipient", "document", "manifest_sha256", "by", "at")
        ),
    )
