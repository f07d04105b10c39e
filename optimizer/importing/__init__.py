"""Raw exports -> an input workbook: open, recognise, group, understand, write."""
