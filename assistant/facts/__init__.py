"""What a sentence states about a thing: which figure, of what, when; who leads or made what."""
