"""What the printer needs: the package of pages, its report and its manifest."""
