"""A locked package without a wheel for the newest Python: the newest one for which all have wheels is taken."""

import humanize
import msgspec

print(msgspec.json.encode({"three": humanize.apnumber(3)}).decode())
