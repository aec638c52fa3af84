import logging
logging.getLogger("shop").setLevel(10)
