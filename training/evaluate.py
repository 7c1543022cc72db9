"""Runs the exported graphs over constructed test scenes: one table by kind of question, as JSON and markdown."""
import json
import random
import re
import time
from collections import defaultdict

import numpy as np

from .data import BOS, EOS, POINTER, RUNS, Encoder, parts_of, spoken
from .export import OUT, session
from .measured import checked, pointed
from .mixed import MixedAsker, MixedScene, make_mixed
from .moments import OPERATORS, VideoAsker
from .phrases import LIMIT
from .questions import Asker
from .scenes import MOST, iou, make_scene
from .sound_moments import SoundAsker
from .sound_scenes import SoundScene, make_sound
from .sound_words import NAMES as SOUND_NAMES, SOUNDS
from .tracks import make_video
from .words import CLASSES, plural, synonyms

SPLITS = {'seen': (False, False), 'unseen phrasing': (True, False), 'unseen words': (False, True)}
REFERRING = ('find', 'modified', 'combined', 'described', 'relation', 'near')
HELD_WORDS = {w for c in CLASSES for s in synonyms(c, True) for w in (s, plural(s))}
HELD_SOUNDS = {w.lstrip('*') for n in SOUND_NAMES for part in SOUNDS[n] for w in part.split(', ') if w.startswith('*')}
MEDIA = {'picture': (make_scene, Asker), 'video': (make_video, VideoAsker), 'sound': (make_sound, SoundAsker), 'video with sound': (make_mixed, MixedAsker)}
SEEDS = {'test': 800_000_000, 'validation': 700_000_000}


class Runner:
    """Greedy decoding with the exported files, as the browser does it."""

    def __init__(self, decoder='decoder.onnx', folder=OUT, measuring=True):
        self.c = json.loads((folder / 'config.json').read_text())
        self.adapter, self.decoder = session(folder / 'adapter.onnx'), session(folder / decoder)
        self.tracks = session(folder / 'tracks.onnx') if 'operators' in self.c else None
        self.sounds = session(folder / 'sounds.onnx') if 'sounds' in self.c else None
        self.operators = {id: name for name, id in self.c.get('operators', {}).items()}
        self.think = self.c.get('operators', {}).get('think')
        self.parts = [id for id, name in self.operators.items() if name not in ('think', 'near')]
        self.encoder = Encoder()
        self.near = self.c.get('operators', {}).get('near')
        starts = {self.encoder.words(f' {word}')[0] for word in 'The There On At In Larger Smaller Taller Shorter'.split()}
        self.no_start = [i for i in range(self.c['vocabulary']) if i not in starts]
        self.in_view = self.encoder.words(' in')[-1], self.encoder.words(' view')[0]
        self.table = np.fromfile(folder / 'embeddings.bin', '<f2').reshape(self.c['vocabulary'], self.c['width']).astype(np.float32)
        self.names = [o.name for o in self.decoder.get_outputs()]
        self.tokens, self.seconds = 0, 0.
        self.measuring, self.corrected = measuring, 0

    def empty(self):
        shape = (1, self.c['heads'], 0, self.c['headSize'])
        return {f'past_key_values.{i}.{k}': np.zeros(shape, np.float32) for i in range(self.c['layers']) for k in ('key', 'value')}

    def step(self, embeds, scene, past, at):
        """embeds [T,d] at positions at.., scene [40,d] -> logits of the last [V], past."""
        t = len(embeds)
        out = self.decoder.run(None, {'inputs_embeds': embeds[None], 'attention_mask': np.ones((1, at + t), np.int64),
                                      'position_ids': np.arange(at, at + t)[None], 'scene': scene, **past})
        return out[0][0, -1], dict(zip(past, out[1:]))

    def look(self, scene):
        """-> what the scene's pointers carry [40,d], and the tokens of the picture."""
        carried = np.zeros((MOST, self.c['width']), np.float32)
        if len(scene):
            for part, where in parts_of(scene, 3 if isinstance(scene, MixedScene) else 0):
                adapter = self.tracks if hasattr(part, 'knots') else self.sounds if isinstance(part, SoundScene) else self.adapter
                if len(part):
                    carried[where.start:where.start + len(part)] = adapter.run(None, {'features': part.features()})[0]
        return carried, [BOS, *range(POINTER, POINTER + len(scene))]

    def answer(self, seen, prompt, most=160, picture_of=None):
        """seen: from `look`, prompt: token ids -> answer's token ids, without <eos>. `picture_of`: the scene when it is a picture, whose place words are
        measured; parts of tracks are for other media only."""
        scene, picture = seen
        table = self.table.copy()
        table[POINTER:POINTER + MOST] += scene
        x, past, at, out = table[[*picture, *prompt]], self.empty(), 0, []
        start = time.time()
        while len(out) < most:
            logits, past = self.step(x, scene, past, at)
            at += len(x)
            if picture_of is not None:
                logits[self.parts] = -np.inf
                if out and out[-1] == self.in_view[0]:
                    logits[self.in_view[1]] = -np.inf  # nothing is "in view" for a time
                if out == [self.near]:
                    logits[self.no_start] = -np.inf  # a statement states something
                if out.count(self.think) == 1:
                    logits[self.near] = -np.inf
            logits[POINTER + len(picture) - 1:POINTER + MOST] = -np.inf  # pointers to nothing
            if out and self.think is not None and out.count(self.think) != 1:
                logits[self.think] = -np.inf  # an answer thinks first, and once
            times = 1 if out and POINTER <= out[-1] < POINTER + MOST else 3
            if out and out[-times:] == out[-1:] * times:
                logits[out[-1]] = -np.inf  # the same for ever says nothing
            token = int(logits.argmax())
            if token == EOS and out.count(self.think) == 1:
                token = self.think  # there is more than a thought
            if token == EOS:
                break
            if picture_of is not None and self.measuring and POINTER <= token < POINTER + MOST:
                token = POINTER + self.measured(out, token - POINTER, picture_of)
            out.append(token)
            x = table[[token]]
        self.seconds += time.time() - start
        self.tokens += len(out) + 1
        return out

    def measured(self, out, index, scene):
        """The proposal that a pointer means, by the words since the last pointer or thought."""
        start = max((i + 1 for i, t in enumerate(out) if t == self.think or POINTER <= t < POINTER + MOST), default=0)
        thinking = out.count(self.think) == 1
        if thinking and out[start - 1] != self.think:
            return index
        got = pointed(self.encoder.tokenizer.decode(out[start:]), index, scene, thinking)
        self.corrected += got != index
        return got

    def read(self, ids, picture=None):
        """The answer as it is shown, its lists checked."""
        text = spoken(self.text(ids))
        if picture is not None and len(ids) >= 160:
            return LIMIT  # a model that has lost its way finds no end
        return checked(text, picture) if picture is not None and self.measuring else text

    def text(self, ids):
        """Token ids -> text with `<3>` pointers and `<enter>` operators."""
        out, run = '', []
        for token in [*ids, None]:
            if token in self.operators:
                out += self.encoder.tokenizer.decode(run) + f' <{self.operators[token]}>'
                run = []
                continue
            if token is not None and (token < POINTER or token >= POINTER + 40):
                run.append(token)
                continue
            out += self.encoder.tokenizer.decode(run)
            run = []
            out += f' <{token - POINTER}>' if token is not None else ''
        return out.strip()


def pointers(text):
    return [int(i) for i in re.findall(r'<(\d+)>', text)]


def number(text):
    found = re.match(r'(?:there (?:are|is|may be) )(\d+)', text.lower())
    if found:
        return int(found[1])
    return 0 if ' no ' in text or not pointers(text) else len(pointers(text))


def operators(text):
    return [name for name in re.findall(r'<([a-z]+)>', text) if name in OPERATORS]


def said_yes(text):
    """What a yes-or-no answer says: no is "No, ..." and whatever speaks of nothing that fits."""
    return not re.match(r'No\b|There (is|are) no\b|I see no\b|I do not know', text)


def ask_all(runner, split, scenes, medium='picture', first=SEEDS['test']):
    """-> rows of (kind, question, wanted, got, scene)."""
    phrasing, vocabulary = SPLITS[split]
    rows = []
    for seed in range(first, first + scenes):
        rng = np.random.default_rng(seed)
        make, asker = MEDIA[medium]
        scene = make(rng)
        seen, before = runner.look(scene), []
        everyone = range(len(scene))
        for kind, question, answer in asker(scene, seed, phrasing, vocabulary).turns(6):
            prompt = runner.encoder.prompt(question, everyone)
            heard = split != 'unseen words' or any(f' {w} ' in f' {re.sub("[^a-z ]", " ", question)} ' for w in HELD_WORDS | HELD_SOUNDS) or kind == 'unknown'
            if heard:
                got = runner.answer(seen, (before if kind == 'follow' else []) + prompt, picture_of=scene if medium == 'picture' else None)
                rows.append((kind, question, spoken(answer), runner.read(got, scene if medium == 'picture' else None), scene))
            before = prompt + runner.encoder.answer(spoken(answer), everyone)
    return rows


def measure(rows):
    """Shares of right answers by kind, and the figures of the issue."""
    kinds, figures = defaultdict(list), {}
    for kind, _, want, got, _ in rows:
        kinds[kind].append((pointers(want) == pointers(got) and operators(want) == operators(got), want == got))
    table = {k: {'n': len(v), 'pointers': float(np.mean([a for a, _ in v])), 'exact': float(np.mean([b for _, b in v]))} for k, v in sorted(kinds.items())}
    # What lies beside a thing follows from the thing and the operator.
    single = [(w, g if operators(w) == operators(g) else '', s, k) for k, _, w, g, s in rows if k in REFERRING and len(pointers(w)) == 1 and hasattr(s, 'boxes')]
    overlap = [float(iou(s.boxes[pointers(w)[-1:]], s.boxes[pointers(g)[-1:]])[0, 0]) if len(pointers(g)) == 1 and pointers(g)[0] < len(s)
               else 0. for w, g, s, _ in single]
    presence = [(said_yes(w), said_yes(g)) for k, _, w, g, _ in rows if k == 'presence']
    counts = [(number(w), number(g)) for k, _, w, g, _ in rows if k == 'count' and number(w) <= 8]
    unknown = [(w, g) for k, _, w, g, _ in rows if k == 'unknown']
    known = [g for k, _, _, g, _ in rows if k != 'unknown']
    share = lambda values: float(np.mean(values)) if len(values) else None
    figures['referring, right proposal'] = share([pointers(w) == pointers(g) for w, g, _, _ in single])
    figures['referring, without combinations'] = share([pointers(w) == pointers(g) for w, g, _, k in single if k != 'combined'])
    figures['referring, Acc@0.5'] = share([o >= .5 for o in overlap])
    figures['mean IoU of right answers'] = share([o for o in overlap if o >= .5])
    figures['presence'] = share([a == b for a, b in presence])
    figures['yes ratio'] = share([g for _, g in presence])
    figures['yes ratio wanted'] = share([w for w, _ in presence])
    figures['pointers and operators, all kinds'] = share([right for v in kinds.values() for right, _ in v])
    figures['counting up to 8'] = share([a == b for a, b in counts])
    figures['unknown word recognised'] = share([g.startswith('I do not know the word') for _, g in unknown])
    figures['unknown word copied'] = share([w == g for w, g in unknown])
    figures['known taken for unknown'] = share([g.startswith('I do not know the word') for g in known])
    figures['pointer to nothing'] = share([any(p >= len(s) for p in pointers(g)) for _, _, _, g, s in rows])
    figures['exact text, all kinds'] = share([w == g for _, _, w, g, _ in rows])
    return figures, table


def odd_prompts(count):
    """Questions of every kind, bent: cut, joined, shouted, with HTML, emoji, coordinates, other languages, nonsense, nothing."""
    r = random.Random(7)
    extra = ['', ' ', '?', '<r3>', '<eos>', '[0.1, 0.2, 0.3, 0.4]', '🐶🐶', '<b>dog</b>', "'; drop table", 'a' * 300, 'the the the', '0 1 2 3', 'ДОГ', '犬']
    for seed in range(count):
        scene = make_scene(np.random.default_rng(SEEDS['test'] + 50_000 + seed))
        turns = Asker(scene, seed, r.random() < .5, r.random() < .3).turns(2)
        text = turns[0][1] if turns else 'what is here'
        bend = r.randrange(8)
        words = text.split(' ')
        if bend == 1:
            text = ' '.join(words[:r.randint(0, len(words))])
        elif bend == 2:
            text = ' '.join(r.sample(words, len(words)))
        elif bend == 3:
            text = f'{text} {r.choice(extra)}'
        elif bend == 4:
            text = r.choice(extra)
        elif bend == 5:
            text = f'{text} and {turns[-1][1] if turns else ""}'
        elif bend == 6:
            text = text.upper()
        elif bend == 7:
            text = f'{r.choice(extra)} {text} ' * r.randint(1, 3)
        yield scene, re.sub(r'<(?!\d+>|region>)', '', text)


_BESIDE = r'(?:Next to|Left of|Right of|Above|Below|On|With) (?:the [^<>]*|this) ?<\d+> <near>\.'
_PLAIN = (r'(?:There (?:is|are|may be)|Next to|On the|At the|In the|Larger|Smaller|Taller|Shorter|Yes|No|The|That|I see|I do not know|I can only|I find|I am|Hello|You are|Goodbye)\b'
          r'[^<>]*(?: <\d+>[^<>]*)*')
SENTENCE = re.compile(rf'{_BESIDE}(?: {_BESIDE}| {_PLAIN}(?: <near>\.)?)*|(?:<near> )?{_PLAIN}')


def bent(count=1000, folder=OUT):
    """How the 8-bit graph answers odd prompts: ended by itself, a sentence of a known shape, pointers that exist."""
    runner, bad = Runner(folder=folder), []
    for scene, question in odd_prompts(count):
        question = re.sub(r'\S+', lambda m: m[0][:24], question)  # as the browser does
        ids = runner.answer(runner.look(scene), runner.encoder.prompt(question, range(len(scene))), picture_of=scene)
        text = runner.read(ids, scene)
        if not SENTENCE.fullmatch(text) or any(p >= len(scene) for p in pointers(text)):
            bad.append({'question': question, 'got': text, 'proposals': len(scene)})
    (RUNS / 'wrong-bent.json').write_text(json.dumps(bad, indent=0, ensure_ascii=False))
    return {'prompts': count, 'unparsable': len(bad)}


def show(value):
    return '-' if value is None else f'{value:.3f}'


def main(scenes=400, seeds='test', folder=OUT, media=tuple(MEDIA), splits=tuple(SPLITS), prompts=1000, measuring=True):
    """Every split with the 8-bit graph, that of pictures in seen phrasing also with the float and 4-bit ones where the folder has them."""
    report, lines = {}, []
    others = [('decoder-float.onnx', 'seen', 'picture'), ('decoder-4bit.onnx', 'seen', 'picture')]
    runner = Runner(folder=folder)
    has = {'picture': True, 'video': runner.tracks, 'sound': runner.sounds, 'video with sound': runner.sounds}
    plan = [('decoder.onnx', s, m) for m in media for s in splits if has[m]]
    plan[len(splits):len(splits)] = [(name, s, m) for name, s, m in others if m in media and s in splits and (folder / name).exists()]
    for name, split, medium in plan:
        runner = Runner(name, folder, measuring)
        rows = ask_all(runner, split, scenes, medium, SEEDS[seeds])
        figures, table = measure(rows)
        figures['pointers replaced by measuring, a question'] = runner.corrected / max(1, len(rows))
        report[f'{name}, {"" if medium == "picture" else medium + ", "}{split}'] = {'questions': len(rows), 'figures': figures, 'kinds': table, 'tokens_per_s': runner.tokens / runner.seconds}
        bad = [{'kind': k, 'question': q, 'wanted': w, 'got': g} for k, q, w, g, _ in rows if w != g]
        (RUNS / f'wrong-{name}-{"" if medium == "picture" else medium + "-"}{split}.json'.replace(' ', '-')).write_text(json.dumps(bad, indent=0, ensure_ascii=False))
    report_bent = bent(prompts, folder)
    (RUNS / 'evaluation.json').write_text(json.dumps({**report, 'odd prompts': report_bent}, indent=1))
    lines += ['| | ' + ' | '.join(report) + ' |', '|---' * (len(report) + 1) + '|', '| questions | ' + ' | '.join(str(r['questions']) for r in report.values()) + ' |']
    for figure in next(iter(report.values()))['figures']:
        lines.append(f'| {figure} | ' + ' | '.join(show(r['figures'][figure]) for r in report.values()) + ' |')
    lines += ['', '| kind: right pointers / exact text | ' + ' | '.join(report) + ' |', '|---' * (len(report) + 1) + '|']
    for kind in sorted({k for r in report.values() for k in r['kinds']}):
        cells = [f"{show(r['kinds'][kind]['pointers'])} / {show(r['kinds'][kind]['exact'])}" if kind in r['kinds'] else '-' for r in report.values()]
        lines.append(f'| {kind} | ' + ' | '.join(cells) + ' |')
    lines += ['', f"Odd prompts: {report_bent['unparsable']} of {report_bent['prompts']} answers unparsable."]
    (RUNS / 'evaluation.md').write_text('\n'.join(lines) + '\n')
    print('\n'.join(lines))
