words = ["Hello", "World"]
