"""Lists sub-units made themselves: any layout, any of their formats and encodings, understood and never run."""
