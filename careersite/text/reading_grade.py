"""Running text comes in; out go its sentences and the school grade at which it reads.

The grade is that of Flesch and Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59
(Kincaid, Fishburne, Rogers and Chissom: Derivation of New Readability Formulas, Research Branch Report 8-75, 1975).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HARDEST = 9
FEWEST_WORDS = 60  # the formula says nothing of a few lines

_SENTENCE_END = re.compile(r"""(?<=[.?!…])["”’)]*\s+(?=["“‘(£]*[A-Z0-9])""")
_WORD = re.compile(r"[^\W_]+(?:[’'.,/&-][^\W_]+)*")
# A name is taken in at one glance however long it is, and so are a figure and an abbreviation.
_PLAIN_SYLLABLES = 2
_INSIDE_NAMES = {"a", "and", "for", "in", "of", "on", "the", "to", "with"}
_NO_NAMES = _INSIDE_NAMES | {
    "all", "an", "as", "ask", "at", "both", "but", "by", "each", "every", "from", "her", "his", "how", "if", "it",
    "its", "most", "no", "not", "one", "or", "our", "read", "see", "she", "he", "some", "that", "their", "these",
    "they", "this", "those", "two", "we", "what", "when", "where", "which", "while", "who", "why", "you", "your",
}  # fmt: skip

_VOWELS = re.compile(r"[aeiouy]+")
_IRREGULAR = {
    "before": 2, "business": 2, "colleague": 2, "colleagues": 2, "every": 2, "everybody": 4, "everyone": 3,
    "everything": 3, "fierce": 1, "one": 1, "people": 2, "someone": 2,
}  # fmt: skip
# An e that is written and not said: safe-ly, home-s, help-ed, but need-ed, cours-es, ta-ble.
_SILENT = re.compile(
    r"(?<=[^aeiou])e(?=(?:ment|ful|less|ness|ly|ship|some|thing|times?|load|work|lines?|guard|long|fore|ty)s?"
    r"(?:ers?|ing)?$)|(?<=[^aeioul])e$|(?<=[aeiouyw]l)e$|(?<=[^aeioudt])ed$|(?<=[^aeioucszxglh])es$"
    r"|(?<=[aeiou]l)es$|(?<=th)es$"
)
# Two vowels side by side that are said apart: are-as, cre-ate, experi-ence, vari-ous, annu-al, go-ing.
_APART = re.compile(
    r"(?<=[rd])e(?=as?$)|(?<=cr)e(?=at)|(?<=\br)e(?=act|ali)|e(?=o(?!us$|n$)|um)"
    r"|i(?=o(?!n|u)|um|et)|(?:(?<=[dn])|(?<=er|cl|sc))i(?=en)|(?<=[vrnd])i(?=ous|an)|(?<=[rvndbl])i(?=a[^n])|(?<=i)a(?=n[ct]e?s?$)"
    r"|(?<![qg])u(?=a|ou|ing|ent$|ine$)|(?<=[ao]y)e(?=r)|(?<=p)o(?=e[mt])|[aeiouy](?=ing)|(?<=the)a(?=t)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`sentences` in their order, each with the number of its words."""

    grade: float
    words: int
    sentences: tuple[tuple[int, str], ...]

    @property
    def is_hard(self) -> bool:
        return self.words >= FEWEST_WORDS and self.grade > HARDEST

    @property
    def longest(self) -> tuple[tuple[int, str], ...]:
        """The three longest sentences, the longest first."""
        return tuple(sorted(dict.fromkeys(self.sentences), key=lambda sentence: -sentence[0])[:3])


def reading_grade(paragraphs: Iterable[str]) -> Reading:
    """A paragraph ends its last sentence, with a full stop or without one."""
    sentences, syllables = [], 0
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph):
            counts = list(_syllables_of_words(sentence))
            if counts:
                sentences.append((len(counts), sentence))
                syllables += sum(counts)
    words = sum(count for count, _ in sentences)
    grade = 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59 if words else 0.0
    return Reading(round(grade, 1), words, tuple(sentences))


def _syllables_of_words(sentence: str) -> Iterator[int]:
    """A number for each word; a name of several words is one of them."""
    words = _WORD.findall(sentence)
    place = 0
    while place < len(words):
        length = _length_of_name(words, place)
        if length:
            yield _PLAIN_SYLLABLES
        else:
            yield syllables(words[place])
        place += length or 1


def _length_of_name(words: list[str], place: int) -> int:
    """How many words from here on are one name, figure or abbreviation; 0 where there is none."""
    word = words[place]
    if word[0].isdigit() or (word.isupper() and len(word) > 1):
        return 1
    if not word[0].isupper() or word.lower() in _NO_NAMES or word[:2] in ("I’", "I'") or word == "I":
        return 0
    end = place + 1
    while end < len(words):
        after = end
        while after < len(words) and words[after] in _INSIDE_NAMES:
            after += 1
        if after == len(words) or not words[after][0].isupper():
            break
        end = after + 1
    is_first_word_alone = place == 0 and end == 1
    return 0 if is_first_word_alone else end - place


def syllables(word: str) -> int:
    """How many syllables an English word has, told from its letters; right for nine words in ten, else off by one."""
    return sum(_syllables(part) for part in re.split(r"[^a-z]+", re.sub("[’']", "", word.lower())) if part)


def _syllables(word: str) -> int:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    bare = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(_VOWELS.findall(bare)) + len(_APART.findall(bare)))
