"""Ma carrière: the titles one worked on, the functions held, what they paid, the CV, and every paper kept for life."""
