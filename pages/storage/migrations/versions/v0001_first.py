"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("code", sa.String(8), nullable=False, unique=True),
        sa.Column("link_key", sa.String(22), nullable=False, unique=True),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("joining_open", sa.Boolean, nullable=False),
        sa.Column("results_shown", sa.Boolean, nullable=False),
        sa.Column("screen", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False, index=True),
        sa.Column("acts", sa.Integer, nullable=False),
        sa.Column("looked", sa.Integer, nullable=False),
        sa.Column("frozen", sa.Boolean, nullable=False),
        sa.Column("pictures_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "facilitator_links",
        sa.Column("id", sa.String(22), primary_key=True),
        _of_workshop(),
        sa.Column("secret_digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Index("ix_facilitator_links_workshop_id", "workshop_id"),
    )
    op.create_table(
        "participants",
        sa.Column("id", sa.String(22), primary_key=True),
        _of_workshop(),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("label", sa.String(4), nullable=False),
        sa.Column("paper", sa.Boolean, nullable=False),
        sa.Column("act", sa.Integer),
        sa.UniqueConstraint("workshop_id", "token_digest"),
        sa.UniqueConstraint("workshop_id", "label"),
    )
    _create_what_is_sent()
    _create_attempts()


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Index("ix_attempts_scope_at", "scope", "at"),
    )


def _create_what_is_sent() -> None:
    op.create_table(
        "submissions",
        _of_participant(),
        _of_workshop(),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
        sa.Column("counted", sa.Text, nullable=False),
        sa.Index("ix_submissions_workshop_id", "workshop_id"),
    )
    op.create_table(
        "receipts",
        _of_participant(),
        sa.Column("key_digest", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_table(
        "courses",
        sa.Column(
            "workshop_id",
            sa.String(22),
            sa.ForeignKey("workshops.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("shown", sa.Text),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("gone", sa.Text, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
    )


def _of_workshop() -> sa.Column[str]:
    return sa.Column(
        "workshop_id",
        sa.String(22),
        sa.ForeignKey("workshops.id", ondelete="CASCADE"),
        nullable=False,
    )


def _of_participant() -> sa.Column[str]:
    return sa.Column(
        "participant_id",
        sa.String(22),
        sa.ForeignKey("participants.id", ondelete="CASCADE"),
        primary_key=True,
    )
