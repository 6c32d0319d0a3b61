"""Somebody who presses everything: random work on every page, watched for faults, warnings and damaged data."""
