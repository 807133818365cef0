"""The lines of a quote or an invoice as they are typed: one editor, whoever adds them up."""
