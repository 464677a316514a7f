"""The store: one client and one dialect over Bolt, whatever engine answers."""
