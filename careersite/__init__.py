"""careersite makes a careers site from words, facts and templates. This is the map.

read → validate → withhold → plan → render → check → write, in pipeline.py and in no other module; preview.py does the
same on every save. Only the ends touch the disk; what lies between gets `today` and every setting as an argument.

Imports point downwards:  build.py, bootstrap  →  command_line  →  commands/  →  preview/  →  pipeline  →  the steps
  →  outputs/, checks/, hosts/  →  studio, view, templating, files, memo  →  content_types/, component, settings
  →  fields, kinds, model, problem

A verb is a step, a singular noun a thing. commands/, content_types/, outputs/, checks/ and hosts/ are drawers of
interchangeable things. Every other folder holds what belongs to one subject: text, pictures, facts, people, calendar,
finder, statement, ledger (of addresses), campaigns, kit, results (of campaigns), moving, withdrawal, last_good, drawn,
colours, preview.

To add          go to
a content type  content_types/ and the table in its __init__.py; a layout in templates/layouts/
a component     templates/components/<name>/; no Python
a made list     made_pages.py: pages that nobody writes, each from a list; a layout in templates/layouts/
a command       commands/ and the table in its __init__.py
an output       outputs/ and the table in its __init__.py
a check         checks/ and the table in its __init__.py
a host          hosts/ and the table in its __init__.py; its name in settings.py
a setting       settings.py, and its key with a sentence in site.yml

docs/extending.md shows each with an example, docs/architecture.md says why it is so.
"""

__version__ = "0.1.0"
