"""Work in processes of their own, with limits on what they may do and how much they may take."""
