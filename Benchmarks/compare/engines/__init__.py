"""Peers. Each engine has `ways`, the forms it holds the tables in; `load` makes them, `prepared`
gives what is timed, and `rows` makes rows of what that returned."""
