"""Authority: which actor a written name means."""
