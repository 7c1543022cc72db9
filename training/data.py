"""Scenes and turns -> token arrays on disk: `runs/data/<name>-<shard>.npz`, made ahead of training by a worker process."""
import re
from pathlib import Path

import numpy as np
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from .mixed import MixedAsker, make_mixed
from .moments import OPERATORS, VideoAsker
from .questions import HARD, LAST, Asker
from .scenes import FEATURES, MOST, make_scene
from .sound_moments import SoundAsker
from .sound_scenes import make_sound
from .tracks import TIMED, make_video

RUNS = Path(__file__).with_name('runs')
DATA = RUNS / 'data'
TOKENIZER = RUNS / 'tokenizer.json'
SPECIAL = ['<pad>', '<bos>', '<eos>', '<user>', '<assistant>', '<region>'] + [f'<r{i}>' for i in range(MOST)]
PAD, BOS, EOS, USER, ASSISTANT, REGION, POINTER = range(7)  # POINTER is the id of <r0>
VOCABULARY = 2048
OPERATOR = VOCABULARY  # the id of <enter>: what came with video follows the vocabulary, so that a decoder for pictures can grow
GROWN = VOCABULARY + 16
SHARD = 3000  # scenes
KINDS_OF_STAGE = {1: ['caption', 'region'], 2: ['find', 'all', 'region', 'modified', 'relation', 'caption', 'colour', 'presence', 'count'], 3: None, 4: None, 5: None, 6: None}
# What a stage's scenes are: pictures, videos, sounds, videos with sound.
SHARES = {4: (.5, .5, 0, 0), 5: (.38, .26, .24, .12), 6: (.6, .18, .13, .09)}
HARD_SHARD = 7  # of stage 3: from here on the mixture is `HARD`
PIECES = re.compile(r' ?<(\d+|region|' + '|'.join(OPERATORS) + ')>')


THOUGHT = re.compile('<think>.*?<think> ')
HISTORY = 6  # of ten thoughtful answers before a follow-up


def spoken(answer):
    """An answer without its thought."""
    return THOUGHT.sub('', answer)


def train_tokenizer():
    """Byte-level BPE, so that any text encodes; special tokens and pointers first (ids 0..45)."""
    texts = []
    for seed in range(3000):
        rng = np.random.default_rng(900_000_000 + seed)
        for _, question, answer in Asker(make_scene(rng), seed).turns(10):
            texts += [' ' + PIECES.sub(' ', question.lower()), ' ' + PIECES.sub('', answer)]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(t, special=True, lstrip=t.startswith('<r'), normalized=False) for t in SPECIAL]
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=special, show_progress=False,
                                                            initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    TOKENIZER.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(TOKENIZER))


class Encoder:
    """Text with `<3>` pointers (indices in the scene) -> token ids; words are remembered because questions repeat them."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self.memory = {}

    def words(self, text):
        out = []
        for piece in re.findall(r' ?[^ ]+| ', text):
            if piece not in self.memory:
                self.memory[piece] = self.tokenizer.encode(piece).ids
            out += self.memory[piece]
        return out

    def text(self, text, pointers):
        """`pointers[i]` is the pointer number that proposal i of the scene has in this sequence."""
        out, at = [], 0
        text = ' ' + text
        for match in PIECES.finditer(text):
            out += self.words(text[at:match.start()])
            out.append(self.token(match[1], pointers))
            at = match.end()
        return out + self.words(text[at:])

    @staticmethod
    def token(name, pointers):
        if name == 'region':
            return REGION
        return OPERATOR + OPERATORS.index(name) if name in OPERATORS else POINTER + int(pointers[int(name)])

    def prompt(self, question, pointers):
        return [USER, *self.text(question.lower(), pointers), ASSISTANT]

    def answer(self, answer, pointers):
        return [*self.text(answer, pointers), EOS]


def sequence(encoder, scene, turns, pointers, chained=True, most=400):
    """-> (ids, labelled?, conversation): <bos>, one pointer per proposal (the adapter's output is added there), the turns.

    `conversation` is 0 for the picture and 1.. for the turns: a turn sees the picture and what came before it in its own conversation.
    Unless `chained`, only a follow-up goes on with the conversation before it: otherwise answers could be read off earlier ones.
    """
    ids = [BOS, *(POINTER + int(p) for p in pointers)]
    marks, conversation, at = [0] * len(ids), [0] * len(ids), 0
    for i, (kind, question, answer) in enumerate(turns):
        # What went before is later shown without its thoughts: as it stands in such a history, an answer is not learnt.
        past = THOUGHT.match(answer) and i + 1 < len(turns) and turns[i + 1][0] == 'follow' and (len(question) * 7 + i) % 10 < HISTORY
        if past:
            answer = spoken(answer)
        q, a = encoder.prompt(question, pointers), encoder.answer(answer, pointers)
        if len(ids) + len(q) + len(a) > most:
            break
        at += at == 0 or not (chained or kind == 'follow')
        ids += q + a
        marks += [0] * len(q) + [int(not past)] * len(a)
        conversation += [at] * (len(q) + len(a))
    return ids, marks, conversation


def parts_of(scene, medium):
    """(part, its rows): what is heard comes after what is seen."""
    if medium == 3:
        return [(scene.video, slice(0, len(scene.video))), (scene.sound, slice(len(scene.video), None))]
    return [(scene, slice(0, None))]


def make_shard(stage, shard):
    """Scenes of a training shard: seeds depend on stage and shard only."""
    path = DATA / f'stage{stage}-{shard}.npz'
    if path.exists():
        return path
    encoder, base = Encoder(), stage * 100_000_000 + shard * SHARD
    ids, marks, talks, features, lengths, counts, videos, heard = [], [], [], [], [], [], [], []
    wide = FEATURES if stage < 4 else TIMED
    for seed in range(base, base + SHARD):
        rng = np.random.default_rng(seed)
        medium = int(rng.choice(4, p=SHARES.get(stage, (1, 0, 0, 0))))
        scene = (make_scene, make_video, make_sound, make_mixed)[medium](rng)
        if stage < 3:  # small pictures first: what a pointer means is learnt in a quarter of the time
            scene = scene.part(rng.permutation(len(scene))[:rng.integers(1, 9)])
        hard = LAST if stage == 6 else HARD if stage >= 4 or (stage == 3 and shard >= HARD_SHARD) else None
        turns = ((VideoAsker, SoundAsker, MixedAsker)[medium - 1](scene, seed).turns(9) if medium else Asker(scene, seed).turns(9, KINDS_OF_STAGE[stage], hard))
        n = len(scene)
        pointers = np.sort(rng.choice(MOST, n, replace=False)) if rng.random() < .35 else np.arange(n)
        one, mark, talk = sequence(encoder, scene, turns, pointers, rng.random() < .3)
        ids += one
        marks += mark
        talks += talk
        sounds = len(scene.sound) if medium == 3 else n if medium == 2 else 0
        row = np.zeros((n, wide), np.float32)
        for part, where in parts_of(scene, medium):
            if len(part):
                block = part.features()
                row[where, :block.shape[1]] = block
        features.append(row)
        videos.append(medium in (1, 3))
        heard.append(sounds)
        lengths.append(len(one))
        counts.append(n)
    DATA.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix('.part.npz')
    np.savez(part, ids=np.array(ids, np.int16), marks=np.array(marks, np.int8), talks=np.array(talks, np.int8), features=np.concatenate(features).astype(np.float16),
             lengths=np.array(lengths), counts=np.array(counts), videos=np.array(videos), heard=np.array(heard))
    part.rename(path)
    return path


def batches(path, tokens, rng):
    """Yields (ids [B,T], labels [B,T] with -1 where nothing is learnt, features [B,40,·], counts [B], conversations [B,T], video? [B], how many of the last rows are sounds [B])."""
    with np.load(path) as z:
        ids, marks, talks, features, lengths, counts = (z[k] for k in ('ids', 'marks', 'talks', 'features', 'lengths', 'counts'))
        videos = z['videos'] if 'videos' in z else np.zeros(len(lengths), bool)
        heard = z['heard'] if 'heard' in z else np.zeros(len(lengths), int)
    starts, firsts = np.cumsum(lengths) - lengths, np.cumsum(counts) - counts
    order = np.argsort(lengths + rng.normal(0, 12, len(lengths)))
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * max(lengths[i], max(lengths[j] for j in group)) > tokens:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    for g in rng.permutation(len(groups)):
        rows = groups[g]
        width = max(lengths[i] for i in rows)
        x, y = np.full((len(rows), width), PAD, np.int64), np.full((len(rows), width), -1, np.int64)
        f, t = np.zeros((len(rows), MOST, features.shape[1]), np.float32), np.full((len(rows), width), -1, np.int64)
        for row, i in enumerate(rows):
            one, mark = ids[starts[i]:starts[i] + lengths[i]], marks[starts[i]:starts[i] + lengths[i]]
            x[row, :len(one)] = one
            t[row, :len(one)] = talks[starts[i]:starts[i] + lengths[i]]
            y[row, :len(one) - 1] = np.where(mark[1:] == 1, one[1:], -1)
            f[row, :counts[i]] = features[firsts[i]:firsts[i] + counts[i]]
        yield x, y, f, counts[rows], t, videos[rows], heard[rows]
