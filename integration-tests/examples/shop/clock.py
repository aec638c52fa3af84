import time
START = time.time()
