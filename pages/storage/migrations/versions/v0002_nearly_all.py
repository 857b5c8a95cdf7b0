"""Tell of a network that nearly all named it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep how many people there were then; nobody, so far."""
    with op.batch_alter_table("courses") as courses:
        courses.add_column(sa.Column("nearly", sa.Integer, nullable=False, server_default="0"))
