"""The chat page in the browser; the only room that imports gradio."""

from assistant.settings import forbid_telemetry

# Gradio reads the switch when it is imported, which the modules of this room do.
forbid_telemetry()
