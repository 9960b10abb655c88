"""The corpus that the GAN is trained on: avatars drawn by this code as parametric SVG."""
