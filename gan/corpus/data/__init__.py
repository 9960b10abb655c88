"""Data sets on disk: the corpus written and read, any other folder of images, and augmentation."""
