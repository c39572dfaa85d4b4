"""ICC and press profiles; travels in the wheel as `broadsheet_assets`."""
