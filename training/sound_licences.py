"""`python -m training.sound_licences --folder SOUNDS`: which packages the sound encoder learnt from and under which licences they are, as SOUND_SOURCES.md.

The licences are those that a package's `copyright` file names (Debian's machine-readable form where it has that, else well-known names in its text): of the whole
package, so of more than its sounds."""
import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

from .sound_fetch import folder
from .sounds import RATE, RUNS

OUT = Path(__file__).parent / 'SOUND_SOURCES.md'
NAMES = (('GPL', r'GNU (?:GENERAL|General) (?:PUBLIC|Public)|\bGPL\b'), ('LGPL', r'Lesser General Public|Library General Public|\bLGPL'), ('CC-BY-SA', r'Attribution[- ]Share ?Alike|CC[- ]BY[- ]SA'),
         ('CC-BY', r'Creative Commons Attribution(?![- ]Share)|CC[- ]BY(?![- ](?:SA|NC))'), ('CC0', r'CC0|Creative Commons Zero'), ('public domain', r'public[- ]domain'),
         ('MIT', r'\bMIT\b|Permission is hereby granted, free of charge'), ('BSD', r'\bBSD\b|Redistribution and use in source and binary'), ('Artistic', r'Artistic License'))
# Sounds by programs that come from no package of recordings.
PROGRAMS = {'espeak-ng': 'GPL-3+ (program; its voices)', 'flite': 'BSD-like (CMU; program and voices)'}


def named_licences(text):
    """Short names of licences in a copyright file."""
    found = re.findall(r'^License:[ \t]*(\S[^\n]*)', text, re.M)
    if found:
        return sorted({part.strip(' ,') for line in found for part in re.split(r'\band\b|\bor\b|,', line) if part.strip(' ,')})
    return sorted(name for name, rule in NAMES if re.search(rule, text))


def copyright_of(root, package):
    """The text of a package's copyright file; soundfonts are known by file name, so their package is looked for."""
    for path in (root / 'files').glob(f'{package}/usr/share/doc/*/copyright'):
        return package, path.read_text(errors='replace')
    for font in (root / 'files').rglob(package):
        owner = font.relative_to(root / 'files').parts[0]
        return f'{owner} ({package})', copyright_of(root, owner)[1]
    return package, ''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--folder')
    root = folder(parser.parse_args().folder)
    clips, heard = defaultdict(lambda: [0, 0.]), json.loads((RUNS / 'taught.json').read_text())
    for clip in heard:
        clips[clip['package']][0] += 1
        clips[clip['package']][1] += clip['n'] / RATE / 60
    rows = []
    for package, (count, minutes) in sorted(clips.items()):
        name, text = (package, '') if package in PROGRAMS else copyright_of(root, package)
        rows.append(f"| {name} | {count} | {minutes:.1f} | {PROGRAMS.get(package) or ', '.join(named_licences(text)) or 'see its copyright file'} |")
    OUT.write_text(f'''# What the sound encoder learnt from

Made by `python -m training.sound_licences`. Every source is a package of Debian 12 (main, so free software by Debian's guidelines), fetched by `training/sound_fetch.py` when one
trains. **No recording is in this repository or in the pack**: what ships are weights, {len(heard):,} clips ({sum(c['n'] for c in heard) / RATE / 3600:.1f} hours) having been listened to, a part of them
only as the teacher hears them. Licences are those that the package's copyright file names, for all that is in it; authors are named there. Whether weights are a derivative of
what they learnt from is not settled by any of these licences; we take the position that they are not, and keep none of the recordings. Whoever takes another position has
here what is needed to leave a source out and train again.

The teacher, YAMNet, is under the Apache License 2.0 (Google); it is no part of the pack.

| package | clips | minutes | licences named in its copyright file |
|---|---|---|---|
''' + '\n'.join(rows) + '\n')
    print(f'{len(rows)} sources')


if __name__ == '__main__':
    main()
