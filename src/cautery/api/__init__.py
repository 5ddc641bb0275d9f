"""The door for programs: `/v1`, with a key. Thin: a route parses, asks `access`, calls one verb of the story, and answers.

Given requests, gives JSON, problems (RFC 9457) and an OpenAPI description. Never decides, and never knows the console.
FastAPI saves us routes, checked input and that description; its doors are here and in `console`.
"""
