"""One module or package for each page, named by its feature word; none of them imports another."""
