"""The careers site, from content/ to a folder ready to publish.

    python3 build.py                         builds content/ into public/
    python3 build.py preview                 shows the site in your browser and reloads it on every save
    python3 build.py check                   looks for every mistake a build looks for, and more; writes nothing
    python3 build.py new testimonial "Name"  puts a starter file in the right folder (or: new route, new page ...)
    python3 build.py test                    runs the tests of the program itself
    python3 build.py --help                  lists the options

The first run fetches what the program needs into the folder .venv beside this file.
"""

import sys

# Before the import, and in words that Python 2 can read: an older Python would stop at the syntax of what follows.
if sys.version_info < (3, 11):
    sys.stderr.write("This needs Python 3.11 or newer; this one is %d.%d.\n" % sys.version_info[:2])
    sys.stderr.write("Install a newer Python from https://www.python.org/downloads/ and run this again with it.\n")
    sys.exit(2)

from careersite.bootstrap import bootstrap

if __name__ == "__main__":
    sys.exit(bootstrap(sys.argv[1:]))
