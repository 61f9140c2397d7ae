"""The drawer of commands; each takes a Call and gives an Outcome, and prints nothing itself."""

from careersite.call import Command
from careersite.commands.build import BUILD
from careersite.commands.check import CHECK
from careersite.commands.diff import DIFF
from careersite.commands.facts import FACTS
from careersite.commands.guide import GUIDE
from careersite.commands.kit import KIT
from careersite.commands.move import MOVE
from careersite.commands.new import NEW
from careersite.commands.preview import PREVIEW
from careersite.commands.results import RESULTS
from careersite.commands.trace import TRACE
from careersite.commands.withdraw import WITHDRAW

COMMANDS: tuple[Command, ...] = (
    BUILD, PREVIEW, CHECK, DIFF, NEW, MOVE, FACTS, KIT, RESULTS, WITHDRAW, TRACE, GUIDE,
)  # fmt: skip
