"""The markup of single constructs, which the translators share."""
