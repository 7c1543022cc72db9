"""Fits the habits of the real detector: `python -m training.fit proposals.json` writes `detector.json`, which `scenes.py` reads.

The input is made by `npx tsx bench/detector/browser.ts ANNOTATIONS --proposals proposals.json`: for every labelled picture what the image
encoder found (`found`: box, score, up to five classes, colours) and what is there (`truth`: label, box).
"""
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from .scenes import iou
from .words import INDEX

QUANTILES = [0, .1, .25, .5, .75, .9, 1]
FITTED = Path(__file__).with_name('detector.json')


def main(path):
    right, wrong, ratios, others, confused, missed, total = [], [], [], Counter(), Counter(), 0, 0
    pictures = json.loads(Path(path).read_text())
    for picture in pictures:
        found, truth = picture['found'], picture['truth']
        overlap = iou(np.array([f['box'] for f in found]).reshape(-1, 4), np.array([t['box'] for t in truth]).reshape(-1, 4))
        total += len(truth)
        missed += sum(not len(found) or overlap[:, j].max() < .5 for j in range(len(truth)))
        for i, f in enumerate(found):
            others[len(f['classes']) - 1] += 1
            ratios += [c['score'] / f['score'] for c in f['classes'][1:]]
            label = truth[overlap[i].argmax()]['label'] if len(truth) and overlap[i].max() >= .5 else None
            (wrong if label is None else right).append(f['score'])
            if label and label != f['classes'][0]['name']:
                confused[INDEX[label], INDEX[f['classes'][0]['name']]] += 1
    fitted = {
        'pictures': len(pictures), 'proposals': len(right) + len(wrong), 'labelled': total, 'missed': round(missed / total, 3),
        'quantiles': QUANTILES, 'right': np.quantile(right, QUANTILES).round(3).tolist(), 'wrong': np.quantile(wrong, QUANTILES).round(3).tolist(),
        'wrongForRight': round(len(wrong) / len(right), 3), 'ratio': np.quantile(ratios, QUANTILES).round(3).tolist(),
        'others': [round(others[k] / sum(others.values()), 3) for k in range(5)],
        'wrongClass': round(sum(confused.values()) / len(right), 3), 'confused': [[*pair, n] for pair, n in sorted(confused.items())],
    }
    FITTED.write_text(json.dumps(fitted, indent=1) + '\n')
    print(json.dumps(fitted))


if __name__ == '__main__':
    main(sys.argv[1])
