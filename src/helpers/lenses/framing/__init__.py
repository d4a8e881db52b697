"""The chapter on loaded framing."""
