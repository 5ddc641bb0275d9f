"""Moves a database's tables to the newest version, without losing a row.

Alembic saves us the order of steps and the note of which were taken; this is its one door.
"""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError

from cautery.errors import Conflict
from cautery.store.database import Database, connect
from cautery.store.schema import tables


def migrate(path: Path) -> None:
    """Bring a database file up to the newest tables; a new one gets them all."""
    database = connect(path)
    try:
        with database.writing() as connection:
            config = Config()
            config.set_main_option("script_location", str(files("cautery.store").joinpath("migrations")))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise Conflict(f"The database '{path}' is not of this version or an earlier one: {error}.") from error
    finally:
        database.close()


def differences(database: Database) -> list[str]:
    """Say where a database's tables differ from the schema; nothing when they are as they should be."""
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        return [str(difference) for difference in compare_metadata(context, tables)]
