"""Our own subscription: what Stripe says of it, and what a workspace may do."""
