"""What a clerk does: one function per use case, one transaction each. No Qt, no SQL, no file format."""
