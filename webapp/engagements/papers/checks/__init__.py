"""Comparing an AEM with the work it tells of, field by field."""
