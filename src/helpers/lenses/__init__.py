"""What the chapters look at news through: a folder a chapter, with its data, its figure and its explorer."""
