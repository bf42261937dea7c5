"""What a person can do. Each module is a gerund, each function a verb that a person would say."""
