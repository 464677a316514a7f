"""i18n: what pages and reports say, in the four languages of their readers."""
