"""What is told by mail: tomorrow, a changed hour, an option that ends, a contract that ends, what came by a link; each can be stopped."""
