"""Whom we are measured against: a bare page of Qt's, and two programs for forms from npm."""
