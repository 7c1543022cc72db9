"""Made-up recordings: what the sound encoder reports of one, segments with class scores, times and loudness."""
import numpy as np

from .sound_words import NAMES, PARENTS, SOUND_GROUPS, SOUND_INDEX

HEARD = len(NAMES)
SOUND_FEATURES = HEARD + 5
SURE_SOUND = .5  # a score is scaled so that the class's own threshold is here
MOST_SOUNDS = 40
GROUP = {c: [SOUND_INDEX[n] for g in SOUND_GROUPS if NAMES[c] in g for n in g if n != NAMES[c]] for c in range(HEARD)}
PARENT = {SOUND_INDEX[child]: SOUND_INDEX[parent] for parent, children in PARENTS.items() for child in children.split(', ')}
LONG = {SOUND_INDEX[n] for n in 'speech, music, singing, rain, wind, waves, water, fire, engine, train, aircraft, insects, piano, guitar, helicopter'.split(', ')}


class SoundScene:
    """top [n] classes, score [n], start and end [n] as fractions, loud [n] 0..1 (-60 dBFS to 0), in the order of their beginnings."""

    def __init__(self, top, score, start, end, loud, seconds, most=MOST_SOUNDS):
        order = np.argsort(start, kind='stable')
        if len(order) > most:  # the surest and longest stay
            weight = score * np.sqrt(end - start)
            order = order[np.sort(np.argsort(-weight[order], kind='stable')[:most])]
        self.top, self.score, self.start, self.end, self.loud, self.seconds = top[order], score[order], start[order], end[order], loud[order], seconds
        self.sure = self.score >= SURE_SOUND

    def __len__(self):
        return len(self.score)

    def features(self):
        """[n,60]: the score at its class (55), start, end, length in seconds (log, 0..1), loudness, score."""
        length = np.log1p((self.end - self.start) * self.seconds) / 8
        soft = np.zeros((len(self), HEARD))
        soft[np.arange(len(self)), self.top] = self.score
        return np.concatenate([soft, np.stack([self.start, self.end, length, self.loud, self.score], 1)], 1).astype(np.float32)


def make_sound(rng, empty=.03):
    """One recording of 0 to 40 segments."""
    seconds = float(np.exp(rng.uniform(np.log(4), np.log(1800))))
    if rng.random() < empty:
        none = np.zeros(0)
        return SoundScene(np.zeros(0, int), none, none, none, none, seconds)
    kinds = rng.choice(HEARD, size=rng.integers(1, 6), replace=False)
    if rng.random() < .4:
        kinds = np.unique(np.append(kinds, rng.choice(GROUP[int(kinds[0])] or kinds)))
    if rng.random() < .35:
        kinds = np.unique(np.append(kinds, rng.choice([SOUND_INDEX['speech'], SOUND_INDEX['music']])))
    top, score, start, end, loud = [], [], [], [], []
    for c in kinds.tolist():
        count = rng.choice([1, 2, 3, 4, 5, 6, 8], p=[.45, .22, .13, .08, .05, .04, .03])
        cuts = np.sort(rng.uniform(0, 1, 2 * count))
        if rng.random() < .2:
            cuts[0] = 0
        if rng.random() < .2:
            cuts[-1] = 1
        level = rng.uniform(.35, .95)
        for a, b in cuts.reshape(-1, 2):
            if c not in LONG and rng.random() < .6:
                b = min(b, a + rng.exponential(.04) + .005)
            if b - a < .004:
                continue
            s = float(np.clip(rng.normal(.78, .14), .5, 1)) if rng.random() < .92 else float(rng.uniform(.36, .5))
            named = int(rng.choice(GROUP[c])) if GROUP[c] and rng.random() < .05 else c
            for one in (named, PARENT[named]) if named in PARENT and rng.random() < .95 else (named,):
                slip = rng.normal(0, .002, 2) * (one != named)
                top.append(one), score.append(s), start.append(max(0, a + slip[0])), end.append(min(1, b + abs(slip[1]))), loud.append(np.clip(level + rng.normal(0, .07), 0, 1))
    for _ in range(rng.poisson(.4)):
        a, s = rng.uniform(0, .97), float(rng.uniform(.36, .6))
        top.append(int(rng.integers(HEARD))), score.append(s), start.append(a), end.append(min(1, a + rng.exponential(.03) + .005)), loud.append(rng.uniform(.2, .7))
    if not top:
        return make_sound(rng, 0)
    return SoundScene(np.array(top), np.array(score), np.array(start), np.array(end), np.array(loud), seconds)
