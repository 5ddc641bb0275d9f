"""The door for people: pages to see, judge and account for it all, and the few that outsiders reach.

Given requests of signed-in people, gives pages that show hostile content inert, and carries their words to the story. Never
decides, loads nothing from elsewhere, and never knows the API. FastAPI, Jinja2 and htmx save us routes, escaping, refreshing.
"""
