"""What an avatar is, as data: its classes and parameters, how they are chosen, and what they are called."""
