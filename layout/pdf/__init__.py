"""Pages written as PDF; the only user of ReportLab."""
