"""Small readers of the formats that the tests look into."""
