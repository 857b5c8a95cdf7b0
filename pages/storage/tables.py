"""The tables as they are now; `migrations/` says how they came to be so.

Moments are whole seconds since 1970, UTC. Of secrets only digests are kept.
Nothing here is a name, an address or a time of a participant's act.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

ID = 22  # characters: 128 bits
DIGEST = 64  # characters

metadata = MetaData()


def _of_workshop() -> Column[str]:
    """Return a column that ties a row to its workshop, with which it is deleted."""
    return Column(
        "workshop_id",
        String(ID),
        ForeignKey("workshops.id", ondelete="CASCADE"),
        nullable=False,
    )


# looks counts the looks at the pictures; frozen is set when single rows were handed out.
workshops = Table(
    "workshops",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("link_key", String(ID), nullable=False, unique=True),
    Column("settings", Text, nullable=False),
    Column("step", String(20), nullable=False),
    Column("joining_open", Boolean, nullable=False),
    Column("results_shown", Boolean, nullable=False),
    Column("screen", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("looks", Integer, nullable=False),
    Column("frozen", Boolean, nullable=False),
    Column("pictures_version", Integer, nullable=False),
)

links = Table(
    "facilitator_links",
    metadata,
    Column("id", String(ID), primary_key=True),
    _of_workshop(),
    Column("secret_digest", String(DIGEST), nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_facilitator_links_workshop_id", "workshop_id"),
)

# act is the number of the look before which they last sent or withdrew; null if they never did.
# freed: the facilitator removed what was there; it counts as no place until its device sends.
participants = Table(
    "participants",
    metadata,
    Column("id", String(ID), primary_key=True),
    _of_workshop(),
    Column("token_digest", String(DIGEST), nullable=False),
    Column("label", String(4), nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("act", Integer),
    Column("freed", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("workshop_id", "token_digest"),
    UniqueConstraint("workshop_id", "label"),
)

# counted holds the cell this person was last counted in, by table.
submissions = Table(
    "submissions",
    metadata,
    Column(
        "participant_id",
        String(ID),
        ForeignKey("participants.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    _of_workshop(),
    Column("content", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("again", Boolean, nullable=False),
    Column("counted", Text, nullable=False),
    Index("ix_submissions_workshop_id", "workshop_id"),
)

# The sendings acknowledged so far, so that a retry does nothing.
receipts = Table(
    "receipts",
    metadata,
    Column(
        "participant_id",
        String(ID),
        ForeignKey("participants.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("key_digest", String(DIGEST), primary_key=True),
    Column("revision", Integer, nullable=False),
)

# How each table of the group has come; since is the look at which people were last counted.
courses = Table(
    "courses",
    metadata,
    Column(
        "workshop_id",
        String(ID),
        ForeignKey("workshops.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("name", String(80), primary_key=True),
    Column("shown", Text),
    Column("held", Integer, nullable=False),
    Column("gone", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("nearly", Integer, nullable=False, server_default="0"),
    Column("mingled", Boolean, nullable=False, server_default=false()),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", String(DIGEST), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_attempts_scope_at", "scope", "at"),
)
