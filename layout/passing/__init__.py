"""What the desk reads before a page is passed: over and short, galleys, the embarrassment gate, the design lint."""
