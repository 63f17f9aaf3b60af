"""Fixtures that more than one test file needs."""

from tests.databases import database, postgres, postgres_with_tables, sqlite_with_tables, url, url_with_tables

__all__ = ["database", "postgres", "postgres_with_tables", "sqlite_with_tables", "url", "url_with_tables"]
