"""Moves a database's tables to the newest version, without losing a row.

Alembic saves us the order of steps and the note of which were taken; this is its one door.
"""

from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError

from cautery.errors import Conflict
from cautery.store.database import Address, Database, connect, schema_of, told
from cautery.store.schema import tables


def migrate(address: Address) -> None:
    """Bring a database up to the newest tables; a new one gets them all."""
    database = connect(address)
    try:
        with database.writing() as connection:
            config = Config()
            config.set_main_option("script_location", str(files("cautery.store").joinpath("migrations")))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise Conflict(f"The database '{told(address)}' is not of this version or an earlier one: {error}.") from error
    finally:
        database.close()


def tables_before(address: Address) -> str | None:
    """Say which version a database's tables are of before they are moved; None for a new one."""
    database = connect(address)
    try:
        return schema_of(database)
    finally:
        database.close()


def differences(database: Database) -> list[str]:
    """Say where a database's tables differ from the schema; nothing when they are as they should be."""
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        return [str(difference) for difference in compare_metadata(context, tables)]
