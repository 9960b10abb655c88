"""What can be trained: a StyleGAN2-shaped GAN and a DCGAN, their objectives, and what happens in a step."""
