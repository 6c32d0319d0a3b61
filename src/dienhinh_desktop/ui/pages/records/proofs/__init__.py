"""The tab Minh chứng of a record, and the field for files in its forms."""
