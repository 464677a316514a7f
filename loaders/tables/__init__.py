"""Tables: rows, headings and templates."""
