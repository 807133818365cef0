"""If I accept this job: what it changes for the hours, the allocation and the money, before answering."""
