"""What one takes away: files made from an analysis. No Streamlit here."""
