greeting = "Hello from outside"
