"""What is told by mail: tomorrow, a changed hour, an option that ends, a contract that ends; each can be stopped."""
