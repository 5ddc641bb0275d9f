"""Runs the steps on the connection that `migrate` hands over."""

from alembic import context

from cautery.store.schema import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables)
with context.begin_transaction():
    context.run_migrations()
