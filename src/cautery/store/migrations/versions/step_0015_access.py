"""What lets somebody in is bound to a key outside; two admins for what one must not do alone; notices that opened nothing."""

import sqlalchemy as sa
from alembic import op

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
revision = "0015"
down_revision = "0014"
SEALED = ("people", "passwords", "passkeys", "sessions", "links", "keys", "identities")


def upgrade() -> None:
    """Make the columns and tables. `cautery init` seals what is there already; answers kept in clear are dropped."""
    for table in SEALED:
        op.add_column(table, sa.Column("seal", sa.Text))
    op.add_column("identities", sa.Column("vouched_at", sa.Float))
    op.execute(sa.text("DELETE FROM answers"))
    op.create_table(
        "access_requests",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("seal", sa.Text),
    )
    op.create_index("ix_access_requests_id", "access_requests", ["id"])
    op.create_index("ix_access_requests_person", "access_requests", ["person"])
    op.create_table(
        "notice_openings",
        sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
        sa.Column("notice", sa.Text, nullable=False, unique=True),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
