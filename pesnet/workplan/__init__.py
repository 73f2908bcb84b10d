"""Work plans: thematic areas, activities and their parties, import, adoption and export."""
