"""Font files with their licences; travels in the wheel as `broadsheet_fonts`."""
