"""What a person should look at: facts that are unsure or cannot be, and words that look like facts and are none."""
