"""Everything in one JSON document, and back; and everything gone.

The document: `{"format": "coach", "version": 1, "schema": 2, "exported": "…", "team": [{…}], "goal": [{…}], …}`: one list per table of
`coach.store.tables`, one object per row with the columns as keys; days and moments are ISO, amounts strings, JSON columns plain JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Date, Table, delete, func, insert, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from coach.errors import StoreError
from coach.store import address, migration
from coach.store import tables as t
from coach.store.database import Database
from coach.store.tables import Amount, Tree

FORMAT = "coach"
VERSION = 1


def export(database: Database) -> dict[str, Any]:
    """All that is kept, as values that `json` can write. The same content gives the same document but for `exported`."""
    # A write, so that nobody changes half of it meanwhile.
    with database.write() as connection:
        return _document(connection, database.now())


def restore(database: Database, document: Any) -> None:
    """Put an exported document, of this or an older version, into an empty store.

    Raises StoreError for one that is not ours or newer than this program, or where the store has something in it. All or nothing.
    """
    if not isinstance(document, Mapping) or document.get("format") != FORMAT or not isinstance(document.get("schema"), int):
        raise StoreError("export-shape")
    if document.get("version") != VERSION or not 1 <= document["schema"] <= migration.newest():
        raise StoreError("export-version")
    with database.write() as connection:
        if not empty(connection):
            raise StoreError("not-empty", place=database.place)
        try:
            newest = document if document["schema"] == migration.newest() else _renewed(document)
            for table in t.METADATA.sorted_tables:
                if values := [_typed(table, row) for row in newest[table.name]]:
                    connection.execute(insert(table), values)
        except (SQLAlchemyError, AttributeError, KeyError, TypeError, ValueError, ArithmeticError):
            # `from None`: what is wrong with a row would be told with what it says.
            raise StoreError("export-shape") from None


def _document(connection: Connection, at: str) -> dict[str, Any]:
    made: dict[str, Any] = {"format": FORMAT, "version": VERSION, "schema": migration.newest(), "exported": at}
    for table in t.METADATA.sorted_tables:
        found = connection.execute(select(table).order_by(*_order(table)))
        made[table.name] = [{key: _plain(value) for key, value in row._mapping.items()} for row in found]
    return made


def _renewed(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document of an older schema as one of the newest: put into a database of its own time, in memory, and migrated there."""
    engine = address.engine(make_url("sqlite://"))
    try:
        with engine.connect() as connection, connection.begin():
            migration.migrate(connection, "", "", document["schema"])
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            seen = inspect(connection)
            for name in seen.get_table_names():
                columns = [column["name"] for column in seen.get_columns(name)]
                if name == migration.TABLE:
                    continue
                trees = {column.name for column in t.METADATA.tables[name].columns if isinstance(column.type, Tree)}
                own = text(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(f':{column}' for column in columns)})")
                for row in document[name]:
                    connection.execute(own, {key: json.dumps(row[key]) if key in trees else row[key] for key in columns})
            migration.migrate(connection, "", "")
            return _document(connection, "")
    finally:
        engine.dispose()


def empty(connection: Connection) -> bool:
    """Whether nothing of the user's is kept."""
    return not any(connection.execute(select(func.count()).select_from(table)).scalar() for table in t.METADATA.sorted_tables)


def delete_all(database: Database) -> None:
    """Delete everything of the user's, so that its bytes are gone from the files as well. The empty store can be used on."""
    with database.write() as connection:
        for table in reversed(t.METADATA.sorted_tables):
            connection.execute(delete(table))
    database.sweep()


def _order(table: Table) -> list[Any]:
    """Rows that refer to rows of their own table come after them."""
    first = [table.c.number] if "number" in table.c else []
    return [*first, *table.primary_key.columns]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    if set(row) != {column.name for column in table.columns}:
        raise ValueError(table.name)
    return {column.name: _value(column.type, row[column.name]) for column in table.columns}


def _value(type: Any, value: Any) -> Any:
    if value is None or isinstance(type, Tree):
        return value
    if isinstance(type, Date):
        return date.fromisoformat(value)
    if isinstance(type, Amount):
        return Decimal(_checked(str, value))
    return _checked(type.python_type, value)


def _checked(wanted: type, value: Any) -> Any:
    """`value`, where it is of the type that the column holds."""
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise TypeError(wanted.__name__)
    return value
