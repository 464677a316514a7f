"""Reports: a view measured, put into words, tables and charts."""
