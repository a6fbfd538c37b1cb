"""What can be booked at a place, and booking it."""
