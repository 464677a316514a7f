"""The store: one client and one dialect over Bolt for every engine."""
