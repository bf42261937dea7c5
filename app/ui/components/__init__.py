"""The pieces screens are made of. They read `ui/state`, call services, and know no other screen."""
