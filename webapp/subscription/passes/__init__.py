"""Three months of Pro for one production, paid once: by the person, or by the company through a link of ours."""
