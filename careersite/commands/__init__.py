"""The drawer of commands; each takes a Call and gives an Outcome, and prints nothing itself."""

from careersite.call import Command
from careersite.commands.build import BUILD
from careersite.commands.check import CHECK
from careersite.commands.diff import DIFF
from careersite.commands.guide import GUIDE
from careersite.commands.new import NEW
from careersite.commands.preview import PREVIEW

COMMANDS: tuple[Command, ...] = (BUILD, PREVIEW, CHECK, DIFF, NEW, GUIDE)
