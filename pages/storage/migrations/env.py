"""What Alembic runs to migrate: on the connection it is given, in its transaction."""

from alembic import context

from pages.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
