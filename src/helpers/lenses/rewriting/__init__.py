"""The chapter on writing it fair."""
