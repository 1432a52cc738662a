print("sumwhere")
