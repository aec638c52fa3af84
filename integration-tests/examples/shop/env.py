import os
HOME = os.environ.get("SHOP_HOME", "none")
