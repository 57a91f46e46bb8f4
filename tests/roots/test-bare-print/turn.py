def turn(gear, times=1):
    """Turn a gear."""
    return gear * times
