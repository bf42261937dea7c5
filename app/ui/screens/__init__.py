"""The screens, one file for each place a person can be."""
