"""`python -m training.sound_evaluate --yamnet yamnet.tflite`: the exported graph on test scenes, and YAMNet with the label map on the same ones.

A query is a class that sounds in a scene; the answer is its segments; the best-scoring one counts, and where there is none, the
segment around the highest score (R@1 at temporal IoU 0.3 and 0.5: against the
true span it overlaps most; "over the threshold": with no segment counted as a miss). Event F1: a segment is right when onset and offset are within 0.2 s (the offset also within a fifth of the length).
Absent: classes that neither sound nor are unknown in a scene give no segment; as many are asked a scene as sound in it, drawn by a fixed seed.
YAMNet's thresholds are tuned on the same validation scenes in the same way."""
import argparse
import json
import subprocess
from collections import defaultdict
from pathlib import Path

import numpy as np

from .sound_labels import CALLED, CLASS_OF, GAP, GAPS, YAMNET
from .sound_words import NAMES, SOUND_INDEX
from .sounds import RATE, RUNS, WINDOW, Teacher, mapped, mapping
from .sound_mix import STEP, merged

# What quiet where a class is absent counts, beside hits where it is there, when thresholds are chosen.
QUIET = .8
GRID = (.08, .12, .18, .25, .33, .42, .5, .6, .7, .8, .9)


def scenes(split, count=None):
    """Samples and events of the scenes of a split, made by `sound_mix`."""
    z = np.load(RUNS / f'{split}.npz')
    ends = np.cumsum(z['lengths'])[:count]
    sound = z['samples']
    return ([sound[b - n:b].astype(np.float32) / 32768 for b, n in zip(ends, z['lengths'])], json.loads((RUNS / f'{split}.json').read_text())[:count])


def segments(score, rule, gap):
    """[(start, end, score)] of one class: on above `on`, on while above `off`; near ones joined, short ones left out. Score: mean of the upper half."""
    found, i, n = [], 0, len(score)
    hot, warm = score >= rule['on'], score >= rule['off']
    while i < n:
        if not hot[i]:
            i += 1
            continue
        a = i
        while a and warm[a - 1]:
            a -= 1
        while i < n and warm[i]:
            i += 1
        if found and a / 10 - found[-1][1] < gap:
            found[-1][1] = i / 10
        else:
            found.append([a / 10, i / 10])
    out = []
    for a, b in found:
        if b - a >= rule['minSeconds'] - 1e-6:
            part = np.sort(score[round(a * 10):round(b * 10)])
            out.append((a, b, float(part[len(part) // 2:].mean())))
    return out


def iou(a, b):
    inner = min(a[1], b[1]) - max(a[0], b[0])
    return max(0., inner) / (max(a[1], b[1]) - min(a[0], b[0]))


def right(a, b):
    return abs(a[0] - b[0]) <= .2 and abs(a[1] - b[1]) <= max(.2, .2 * (b[1] - b[0]))


def peak(score, gap):
    """The segment around the highest score."""
    top = float(score.max())
    return segments(score, {'on': top, 'off': top / 2, 'minSeconds': 0}, gap)


def ask(score, events, name, rule):
    """Counts of one class in one scene, or None where it is unknown: (present, hit at 0.3, hit at 0.5, right events, found, true)."""
    true, unknown = merged(events, name)
    if unknown:
        return None
    got = segments(score, rule, GAPS.get(name, GAP))
    if not true:
        return 0, 0, 0, 0, len(got), 0
    # Retrieval asks for the best moment of what is there: with nothing above the threshold, where the score is highest.
    first = max(got or peak(score, GAPS.get(name, GAP)), key=lambda s: s[2])
    best = max(iou(first, t) for t in true)
    free, matched = list(true), 0
    for s in got:
        hit = next((t for t in free if right(s, t)), None)
        if hit:
            free.remove(hit)
            matched += 1
    return 1, best >= .3, best >= .5, matched, len(got), len(true)


def tune(scores, events):
    """{class: on, off, minSeconds} that do best on these scenes: hits over the threshold (mean of both IoUs), quiet where absent, event F1."""
    rules = {}
    for c, name in enumerate(NAMES):
        best = (-1, None)
        for on in GRID:
            for share in (.4, .6, .8, 1.):
                for least in (.1, .3):
                    rule = {'on': on, 'off': round(on * share, 3), 'minSeconds': least}
                    rows = [r for s, e in zip(scores, events) if (r := ask(s[:, c], e, name, rule))]
                    present = [r for r in rows if r[0]]
                    quiet = np.mean([r[4] == 0 for r in rows if not r[0]])
                    if len(present) < 2:
                        value = quiet - abs(on - .42) * .2 - abs(share - .6) * .1 - least * .01
                    else:
                        hit = np.mean([(r[1] + r[2]) / 2 * (r[4] > 0) for r in present])
                        f1 = 2 * sum(r[3] for r in rows) / max(1, sum(r[4] + r[5] for r in rows))
                        # Few scenes: a prior towards the middle keeps chance out.
                        value = hit + QUIET * quiet + .3 * f1 - (abs(on - .42) * 1.2 + abs(share - .6) * .4) / len(present) ** .5
                    if value > best[0]:
                        best = (value, rule)
        rules[name] = best[1]
    return rules


def yamnet(teacher, sound, step=2):
    """[frames of 0.1 s, classes]: each pair of frames (`step`) has the score of the window centred on it."""
    pad = (WINDOW - step * STEP) // 2
    x = np.pad(sound, (pad, pad))
    m = mapping(teacher.labels)
    m = np.stack([m[[CLASS_OF[called] == name for called in CALLED]].any(0) for name in NAMES])
    return mapped(teacher.scores(x, step * STEP), m).repeat(step, 0)[:len(sound) // STEP]


def measure(scores, events, rules, classes):
    """Figures over `classes` and a row for each of them."""
    rng, table, totals = np.random.default_rng(9), {}, defaultdict(list)
    rows = {name: [ask(s[:, SOUND_INDEX[name]], e, name, rules[name]) for s, e in zip(scores, events)] for name in classes}
    for name in classes:
        known = [r for r in rows[name] if r]
        present = [r for r in known if r[0]]
        matched, found, true = (sum(r[i] for r in known) for i in (3, 4, 5))
        table[name] = {'queries': len(present), 'R@1@0.3': mean(r[1] for r in present), 'R@1@0.5': mean(r[2] for r in present),
                       'event F1': round(2 * matched / max(1, found + true), 3), 'absent': mean(r[4] == 0 for r in known if not r[0])}
        totals['matched'].append(matched)
        totals['found'].append(found)
        totals['true'].append(true)
        totals['present'] += present
    quiet = []
    for i in range(len(events)):
        absent = [n for n in classes if rows[n][i] and not rows[n][i][0]]
        wanted = sum(bool(rows[n][i] and rows[n][i][0]) for n in classes)
        quiet += [rows[n][i][4] == 0 for n in rng.permutation(absent)[:max(1, wanted)]]
    present = totals['present']
    return {'queries': len(present), 'R@1@0.3': mean(r[1] for r in present), 'R@1@0.5': mean(r[2] for r in present),
            'R@1@0.3 over the threshold': mean(r[1] and r[4] > 0 for r in present), 'R@1@0.5 over the threshold': mean(r[2] and r[4] > 0 for r in present),
            'event F1 (0.2 s)': round(2 * sum(totals['matched']) / max(1, sum(totals['found']) + sum(totals['true'])), 3),
            'absent': mean(quiet), 'absent, every class': mean(r[4] == 0 for n in classes for r in rows[n] if r and not r[0]),
            'mean over classes R@1@0.3': mean(t['R@1@0.3'] for t in table.values() if t['queries'])}, table


def hear(path, run, rules):
    """Prints the segments of a recording (anything ffmpeg reads)."""
    raw = subprocess.run(['ffmpeg', '-v', 'error', '-i', path, '-ac', '1', '-ar', str(RATE), '-f', 'f32le', '-'], check=True, capture_output=True).stdout
    x = np.frombuffer(raw, np.float32)
    x = np.pad(x, (0, max(-len(x) % 1600, RATE - len(x))))
    scores = run.run(None, {'samples': x[None]})[0][0]
    print(Path(path).name, f'{len(x) / RATE:.1f} s')
    for c, name in enumerate(NAMES):
        if found := segments(scores[:, c], rules[name], rules[name]['gapSeconds']):
            print(f'  {name}:', ', '.join(f'{a:.1f}-{b:.1f} ({s:.2f})' for a, b, s in found))


def mean(values):
    values = list(values)
    return round(float(np.mean(values)), 3) if values else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--yamnet', help='yamnet.tflite with yamnet_class_map.csv beside it')
    parser.add_argument('--pack', default=str(RUNS / 'export'), help='folder of sound.onnx and sound.json')
    parser.add_argument('--crowded', action='store_true', help='on the crowded mixes (`sound_mix test --recipe crowded`) instead, without YAMNet')
    parser.add_argument('--hear', nargs='+', help='prints what is heard in these recordings, and nothing else')
    args = parser.parse_args()
    from .sound_export import session
    pack = Path(args.pack)
    run = session(pack / 'sound.onnx')
    rules = {c['name']: c for c in json.loads((pack / 'sound.json').read_text())['classes']}
    for path in args.hear or ():
        hear(path, run, rules)
    if args.hear:
        return
    samples, events = scenes('test-crowded' if args.crowded else 'test')
    scores = [run.run(None, {'samples': s[None]})[0][0] for s in samples]
    shared = [c for c in NAMES if any(YAMNET[called] and CLASS_OF[called] == c for called in CALLED)]
    report = {'all classes': measure(scores, events, rules, NAMES), 'classes YAMNet has': measure(scores, events, rules, shared)}
    if args.yamnet and not args.crowded:
        teacher = Teacher(args.yamnet)
        both = {}
        for split, (sound, _) in (('validation', scenes('validation')), ('test', (samples, events))):
            saved = RUNS / f'yamnet-{split}.npz'
            if saved.exists() and saved.stat().st_mtime > (RUNS / f'{split}.npz').stat().st_mtime:
                with np.load(saved) as z:
                    both[split] = [z[str(i)] for i in range(len(sound))]
            else:
                both[split] = [yamnet(teacher, s) for s in sound]
                np.savez(saved, **{str(i): s for i, s in enumerate(both[split])})
        report['YAMNet'] = measure(both['test'], events, tune(both['validation'], scenes('validation')[1]), shared)
    for name, (figures, _) in report.items():
        print(name, figures)
    for c in NAMES:
        print(f'{c:16}', *report['all classes'][1][c].values(), '|', *(report['YAMNet'][1][c].values() if 'YAMNet' in report and c in shared else ''))
    (RUNS / f"sound-evaluation{'-crowded' if args.crowded else ''}.json").write_text(json.dumps(report, indent=1))


if __name__ == '__main__':
    main()
