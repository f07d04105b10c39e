"""Last year's workbook beside this year's: what changed, and what each change costs."""
