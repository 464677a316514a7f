"""Maps: a view drawn as one offline page."""
