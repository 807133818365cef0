"""The plan de travail as plain values: pages in eighths, minutage, dates in a row, versions and what sets them apart."""
