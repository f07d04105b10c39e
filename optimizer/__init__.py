"""The cheapest compliant mix of user and device Client Access Licenses, from an Excel workbook and
back into one."""
