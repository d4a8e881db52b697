"""Stands where an installer would be: this site has its packages already, and asks no other host."""
