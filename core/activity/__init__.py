"""Weekly likes, comments, shares, posts and messages, counted from one's own data exports."""
