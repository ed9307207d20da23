"""Chat models: they draft, code decides sentence by sentence what of it is shown."""
