"""From packages to a pool of labelled clips: `python -m training.sounds fetch|pool|teach|split --folder SOUNDS --yamnet yamnet.tflite`.

The pool (`sound-runs/pool.npy`, 16 kHz, with `pool.json`: path, package, class, place) holds every clip once. `teach` has YAMNet score it
(`teacher.npy`, one row of 521 scores a 0.48 s). `split` drops clips the teacher contradicts, labels unnamed ones the teacher is sure of
and puts clips into train, validation and test (`clips.json`)."""
import argparse
import csv
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import soundfile
import soxr

from . import sound_synth
from .sound_fetch import fetch, folder
from .sound_sources import MEN, WOMEN, named
from .sound_labels import CALLED, YAMNET, labels_of
from .sound_words import NAMES

RUNS = Path(__file__).parent / 'sound-runs'
RATE = 16000
LONGEST = 20 * RATE
HOP = 7680
WINDOW = 15600
AUDIO = ('.wav', '.ogg', '.oga', '.mp3', '.flac', '.opus')
# At most this many files of a class from one package.
# Of these a single stroke is little to go by.
BRIEF = {'typing', 'footsteps', 'hammer', 'clock', 'knock', 'drums', 'gunshot', 'door', 'applause'}
CAP = defaultdict(lambda: 150, {'speech': 110, '?': 1200, 'music': 60, 'drums': 60, 'typing': 80})


def decode(path, first=0., seconds=20.):
    """Mono samples at 16 kHz of a part of a file (`first`: fraction of its length), trimmed of silence at both ends."""
    with soundfile.SoundFile(path) as f:
        f.seek(int(first * f.frames))
        x = f.read(int(seconds * f.samplerate), dtype='float32', always_2d=True).mean(1)
        x = soxr.resample(x, f.samplerate, RATE) if f.samplerate != RATE else x
    top = np.abs(x).max(initial=0)
    if top < 1e-3:
        return x[:0]
    loud = np.flatnonzero(np.abs(x) > top * .01)
    return x[loud[0]:loud[-1] + 1] / max(top, .05) * .9


def make_pool(root):
    """Decodes what the rules can use, at most CAP files a class and package, and adds the synthesised clips."""
    rng = random.Random(1)
    found = defaultdict(list)
    for path in sorted((root / 'files').rglob('*')):
        if path.suffix.lower() in AUDIO and path.is_file() and not path.is_symlink():
            where = str(path.relative_to(root / 'files'))
            if name := named(where):
                found[where.split('/')[0], name].append(where)
    clips, parts, at, seen = [], [], 0, set()

    def add(name, where, package, x, split=None):
        nonlocal at
        x = x[:LONGEST]
        if len(x) < .04 * RATE:
            return
        x = sound_synth.as_int16(x)
        key = hashlib.md5(x[:RATE * 4].tobytes()).hexdigest()
        if key in seen:
            return
        seen.add(key)
        clips.append({'path': where, 'package': package, 'class': name, 'at': at, 'n': len(x), 'split': split})
        parts.append(x)
        at += len(x)
    for (package, name), paths in sorted(found.items()):
        for where in rng.sample(paths, min(CAP[name], len(paths))):
            try:
                if name == 'music':
                    for first in (.1, .45, .75):
                        add(name, f'{where}#{first}', package, decode(root / 'files' / where, first, 12.))
                else:
                    add(name, where, package, decode(root / 'files' / where))
            except (RuntimeError, ValueError) as e:
                print('unreadable:', where, e)
    print('files', len(clips), flush=True)
    fonts = [p for p in (root / 'files').rglob('*.sf[23]') if not p.is_symlink()]
    for maker in (sound_synth.instruments(fonts), sound_synth.voices()):
        for name, where, split, x in maker:
            top = np.abs(x).max(initial=0)
            loud = np.flatnonzero(np.abs(x) > max(.004, top * .01))
            if len(loud):
                add(name, where, where.split('/')[0], x[loud[0]:loud[-1] + 1] / top * .9, split)
    RUNS.mkdir(exist_ok=True)
    np.save(RUNS / 'pool.npy', np.concatenate(parts))
    (RUNS / 'pool.json').write_text(json.dumps(clips, indent=0))
    print('clips', len(clips), 'minutes', round(at / RATE / 60, 1))


class Teacher:
    """YAMNet (521 scores a window of 0.975 s) as TensorFlow Lite; `labels` are its names."""

    def __init__(self, model, threads=1):
        from ai_edge_litert.interpreter import Interpreter
        self.run = Interpreter(str(model), num_threads=threads)
        self.run.allocate_tensors()
        self.inp, self.out = self.run.get_input_details()[0]['index'], self.run.get_output_details()[0]['index']
        with open(Path(model).parent / 'yamnet_class_map.csv') as f:
            self.labels = [row['display_name'] for row in csv.DictReader(f)]

    def scores(self, x, hop=HOP):
        """[windows, 521] of float samples; the last window is padded with zeros."""
        count = max(1, -(-(len(x) - WINDOW) // hop) + 1)
        x = np.pad(x, (0, max(0, (count - 1) * hop + WINDOW - len(x))))
        rows = []
        for i in range(count):
            self.run.set_tensor(self.inp, x[None, i * hop:i * hop + WINDOW].astype(np.float32))
            self.run.invoke()
            rows.append(self.run.get_tensor(self.out)[0].copy())
        return np.stack(rows)


def mapping(labels):
    """[CALLED, 521] of which of the teacher's labels mean what a recording is called."""
    return np.array([[label in YAMNET[called] for label in labels] for called in CALLED])


def mapped(scores, m):
    """[windows, rows of m]: the best score of the labels that mean the same."""
    return np.stack([scores[:, row].max(1) if row.any() else np.zeros(len(scores), scores.dtype) for row in m], 1)


def teach(model):
    teacher = Teacher(model)
    pool, clips = np.load(RUNS / 'pool.npy', mmap_mode='r'), json.loads((RUNS / 'pool.json').read_text())
    m, rows, at = mapping(teacher.labels), [], 0
    for i, clip in enumerate(clips):
        scores = teacher.scores(pool[clip['at']:clip['at'] + clip['n']] / np.float32(32768))
        best = scores.max(0)
        clip |= {'teacher': at, 'windows': len(scores), 'said': {teacher.labels[j]: round(float(best[j]), 3) for j in np.argsort(-best)[:6]}}
        rows.append(np.concatenate([mapped(scores, m), scores[:, teacher.labels.index('Silence')][:, None]], 1).astype(np.float16))
        at += len(scores)
        if i % 1000 == 0:
            print(i, len(clips), flush=True)
    np.save(RUNS / 'teacher.npy', np.concatenate(rows))
    (RUNS / 'taught.json').write_text(json.dumps(clips, indent=0))


def pitch(x):
    """Median pitch in Hz of what is voiced, by autocorrelation, 0 when too little is."""
    found = []
    for i in range(0, len(x) - 1024, 1600):
        part = x[i:i + 1024] - x[i:i + 1024].mean()
        if part.std() < .02:
            continue
        a = np.fft.irfft(np.abs(np.fft.rfft(part * np.hanning(1024), 4096)) ** 2)[:1024]
        lag = 45 + int(np.argmax(a[45:230]))
        if a[lag] > .5 * a[0]:
            found.append(RATE / lag)
    return float(np.median(found)) if len(found) >= 4 else 0.


def group(clip):
    """Clips that may be takes of one recording: same package and name but for digits."""
    return clip['package'] + ':' + re.sub(r'[\d_#.-]+', '', clip['path'].rsplit('/', 1)[-1] if clip['package'] in clip['path'].split('/')[0] else clip['path'])


def confirmed(clip):
    """Whether the teacher hears, however faintly, what a file is named after. It is not asked about programs' sounds, single strokes and what it does not know."""
    return 'mine' not in clip or clip['mine'] >= .1 or (BRIEF & set(clip['labels'])) and clip['n'] < RATE or not any(YAMNET[clip['called']])


def split():
    """Checks labels, finds more of them, and puts whole groups into train, validation and test (of each class about 3 : 1 : 1)."""
    clips, soft, pool = json.loads((RUNS / 'taught.json').read_text()), np.load(RUNS / 'teacher.npy').astype(np.float32), np.load(RUNS / 'pool.npy', mmap_mode='r')
    kept, unsure, dropped = [], [], Counter()
    for clip in clips:
        best = soft[clip['teacher']:clip['teacher'] + clip['windows'], :-1].max(0)
        name = clip['class']
        family = set(labels_of(name)) if name != '?' else set()
        clip['by'] = 'name'
        if name == '?':
            order = np.argsort(-best)
            name, clip['by'] = CALLED[order[0]], 'teacher'
            if best[order[0]] < .6:
                if best[order[0]] > .35 and name != 'speech' and 'music' not in labels_of(name):
                    unsure.append(clip | {'called': name, 'labels': labels_of(name), 'split': 'train'})
                continue
        elif name != 'elephant' and 'sf' not in clip['package'][-3:] and clip['package'] not in ('espeak-ng', 'flite') and not (name == 'drums' and clip['package'] == 'hydrogen-drumkits'):
            same = [c == name or bool(family & set(labels_of(c)) - {'speech', 'music'}) for c in CALLED]
            clip['mine'] = round(float(max(best[i] for i in range(len(CALLED)) if same[i])), 4)
            rival = max((best[i], c) for i, c in enumerate(CALLED) if not same[i] and c not in family)
            mine = clip['mine']
            if mine < .03 and rival[0] > .5 or mine < .004 and rival[0] > .25:
                dropped[name] += 1
                continue
        if name == 'speech' and clip['package'] != 'espeak-ng':
            hz = pitch(pool[clip['at']:clip['at'] + clip['n']] / np.float32(32768)) if clip['by'] == 'name' else 0.
            if WOMEN.search(clip['path']) or hz > 185:
                name = 'woman speaking'
            elif MEN.search(clip['path']) or 70 < hz < 140:
                name = 'man speaking'
            if clip['said'].get('Child speech, kid speaking', 0) > .35:
                name = 'child voice'
        clip |= {'called': name, 'labels': labels_of(name)}
        kept.append(clip)
    rng, groups = random.Random(4), defaultdict(list)
    for clip in kept:
        groups[group(clip)].append(clip)
    byclass = defaultdict(list)
    for key, members in groups.items():
        if members[0]['split']:
            continue
        byclass[Counter(c['called'] for c in members).most_common(1)[0][0]].append(key)
    for name, keys in byclass.items():
        for k in keys:
            for c in groups[k]:
                c['split'] = 'train'
        # Recordings that may be held out: what two say they are, their name and the teacher. The many takes of one are rather trained on.
        sure = sorted(k for k in keys if all(c['by'] == 'name' and confirmed(c) for c in groups[k]))
        rng.shuffle(sure)
        total = sum(c['by'] == 'name' for k in keys for c in groups[k])
        if len(sure) >= 3:
            for held, share in (('test', .2), ('validation', .13)):
                taken = 0
                for k in list(sure):
                    if taken < max(1, share * total) and (not taken or taken + len(groups[k]) <= max(2, 1.3 * share * total)) and len(sure) > 1:
                        taken += len(groups[k])
                        sure.remove(k)
                        for c in groups[k]:
                            c['split'] = held
        else:
            # Too few recordings: takes of one recording are parted.
            files = [c for k in keys for c in groups[k] if c['by'] == 'name']
            rng.shuffle(files)
            for i, c in enumerate(files):
                c['split'] = ('train', 'test', 'train', 'validation')[i % 4]
    # What the teacher is less sure of: training only, and none that may be a take of what is held out.
    held = {group(c) for c in kept if c['split'] != 'train'}
    kept += [c for c in unsure if group(c) not in held]
    print('dropped', dict(dropped))
    table = Counter((label, c['split']) for c in kept for label in c['labels'])
    for name in NAMES:
        print(f'{name:16}', *(table[name, s] for s in ('train', 'validation', 'test')))
    (RUNS / 'clips.json').write_text(json.dumps(kept, indent=0))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', nargs='+', choices=['fetch', 'pool', 'teach', 'split'])
    parser.add_argument('--folder')
    parser.add_argument('--yamnet', help='yamnet.tflite, with yamnet_class_map.csv beside it')
    args = parser.parse_args()
    for what in args.what:
        if what == 'fetch':
            fetch(folder(args.folder))
        elif what == 'pool':
            make_pool(folder(args.folder))
        elif what == 'teach':
            teach(args.yamnet)
        else:
            split()


if __name__ == '__main__':
    main()
