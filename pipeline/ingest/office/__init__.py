"""Files of office programs: Word, spreadsheets, and what LibreOffice turns into them."""
