"""CRM exports: deals and activities from CSV or Excel, by a profile or an own mapping, whole or not at all."""
