"""Count only the places that are taken: a sheet that was removed is none, nor a phone set free."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Keep whose place was freed: so far, that of each sheet of which nothing is left."""
    with op.batch_alter_table("participants") as participants:
        participants.add_column(
            sa.Column("freed", sa.Boolean, nullable=False, server_default=sa.false())
        )
    op.execute(
        "UPDATE participants SET freed = true WHERE paper AND NOT EXISTS "
        "(SELECT 1 FROM submissions WHERE submissions.participant_id = participants.id)"
    )
