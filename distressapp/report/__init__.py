"""From the clinician's page as a value to PDF bytes; reportlab lives here and nowhere else."""
