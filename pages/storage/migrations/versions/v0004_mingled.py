"""Let the pictures go on although a few have left: single rows then stay with the others."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Keep whether that was ever done; it was not, so far."""
    with op.batch_alter_table("courses") as courses:
        courses.add_column(
            sa.Column("mingled", sa.Boolean, nullable=False, server_default=sa.false())
        )
