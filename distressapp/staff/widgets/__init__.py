"""The furniture of the staff's room: tables, fields, buttons and pieces of a page."""
