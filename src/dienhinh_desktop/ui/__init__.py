"""What a clerk sees. The only Qt; speaks to services and domain, nothing below."""
