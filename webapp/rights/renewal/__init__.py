"""Renew now or wait: what an early re-examination would open, pay and cost beside the date anniversaire."""
