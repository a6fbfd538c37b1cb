"""Run by Alembic, on the connection and inside the transaction of `kiosk.store.schema`."""

from alembic import context

from kiosk.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
