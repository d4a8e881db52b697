"""The rules that find cues: a kind of cue a module."""
