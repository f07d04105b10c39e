"""Tables -> other tables -> the same road."""
