"""Makes `nouns.txt`: single English nouns that name things the detector has no class for, from WordNet 3.0 (`data.noun`).

    python -m training.nouns PATH/TO/data.noun     # Debian package wordnet-base: /usr/share/wordnet/data.noun
"""
import random
import sys
from pathlib import Path

from .words import CLASSES, KINDS, KIND_WORDS, plural, synonyms

LEXICAL_FILES = {'05', '06', '13', '20'}  # animals, artifacts, food, plants
NOTICE = '# From WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. https://wordnet.princeton.edu/license-and-commercial-use\n'


def main(path):
    known = {w for c in CLASSES for w in [c, *synonyms(c), *synonyms(c, True)]} | set(KINDS) | {w for v in KIND_WORDS.values() for w in v.split(', ')}
    known |= {plural(w) for w in known} | {part for w in known for part in w.split()}
    nouns = set()
    for line in Path(path).read_text().splitlines():
        if line.startswith(' '):
            continue
        fields = line.split(' | ')[0].split()
        if fields[1] not in LEXICAL_FILES:
            continue
        for word in fields[4:4 + 2 * int(fields[3], 16):2]:
            if word.isalpha() and word.islower() and 3 < len(word) < 11 and word not in known:
                nouns.add(word)
    chosen = sorted(random.Random(7).sample(sorted(nouns), 4000))
    Path(__file__).with_name('nouns.txt').write_text(NOTICE + '\n'.join(chosen) + '\n')


if __name__ == '__main__':
    main(sys.argv[1])
