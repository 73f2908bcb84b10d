"""Forms of workplan: documents and doubts, plans, activities."""
