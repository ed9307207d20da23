"""``make eval-all``: the published figures, of the assistant and of what it is compared with."""
