"""One content model for what leaves the portal, and its renderings: HTML, PDF, DOCX, XLSX, CSV and JSON."""
