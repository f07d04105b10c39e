"""Tables -> who needs what, what may cover it, what it costs."""
