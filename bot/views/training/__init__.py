"""What admins see and press while they teach MoeGAN a style."""
