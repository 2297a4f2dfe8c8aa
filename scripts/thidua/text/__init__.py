"""Vietnamese text: folding, collation, dates and figures. Knows nothing of papers."""
