"""Straight hair."""

from gan.corpus.values import Value

VALUE = Value("straight", "直发")
