"""What a class and its students are told: statistics, the report and the feedback pages."""
