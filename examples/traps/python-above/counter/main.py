import humanize

print(humanize.apnumber(3))
