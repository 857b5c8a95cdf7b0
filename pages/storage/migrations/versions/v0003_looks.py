"""Count looks at the pictures instead of acts: people then need not wait for each other to send."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take the number of the last act looked at as that of the last look.

    Who acted after it has acted before the next look.
    """
    op.execute(
        "UPDATE participants SET act = "
        "(SELECT looked + 1 FROM workshops WHERE workshops.id = participants.workshop_id) "
        "WHERE act > (SELECT looked FROM workshops WHERE workshops.id = participants.workshop_id)"
    )
    with op.batch_alter_table("workshops") as workshops:
        workshops.drop_column("acts")
        workshops.alter_column(
            "looked", new_column_name="looks", existing_type=sa.Integer, existing_nullable=False
        )
