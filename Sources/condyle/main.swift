print("condyle")
