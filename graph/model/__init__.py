"""The model: record classes, their columns, dates and the closed vocabulary."""
