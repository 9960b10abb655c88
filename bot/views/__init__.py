"""What members see and click."""
