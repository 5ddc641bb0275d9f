"""What a clause said is kept with its decision; decided cases wait again; appeals are added to."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the column and the tables. Earlier decisions keep no text: their letters show today's, as they did."""
    op.add_column("decisions", sa.Column("clause_text", sa.Text))
    op.create_table(
        "reopenings",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("decided", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
    )
    op.create_index("ix_reopenings_case", "reopenings", ["case"])
    op.create_table(
        "appeal_additions",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("appeal", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_appeal_additions_appeal", "appeal_additions", ["appeal"])
