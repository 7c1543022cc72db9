"""Sounds made by programs: instruments of soundfonts (fluidsynth) and spoken sentences (espeak-ng, flite)."""
import random
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr

RATE = 16000
# General MIDI programs of a class.
PROGRAMS = {'piano': (0, 1, 2, 3, 4, 5, 6), 'xylophone': (8, 9, 10, 11, 12, 13), 'organ': (16, 17, 18, 19, 20), 'accordion': (21, 22, 23),
            'guitar': (24, 25, 26, 27, 28, 29, 30, 105, 106), 'violin': (40, 41, 42, 43, 48, 49), 'harp': (46,), 'trumpet': (56, 57, 58, 59, 60, 61),
            'saxophone': (64, 65, 66, 67, 68, 69, 70, 71), 'flute': (72, 73, 74, 75, 79), 'singing': (52, 53), 'bell': (14,)}
# Effects: program (note), and notes of the GS effects kit.
EFFECTS = {'sea waves': 122, 'birds singing': 123, 'phone ringing': 124, 'helicopter': 125, 'applause': 126, 'gunshot': 127}
KIT = {'laughter': (52,), 'scream': (53,), 'footsteps': (56, 57), 'applause': (58,), 'door': (59, 60), 'bell': (62,), 'car': (63, 64, 65), 'siren': (67,),
       'train': (68,), 'aircraft': (69,), 'helicopter': (70,), 'gunshot': (72, 73), 'explosion': (75,), 'dog barking': (76,), 'horse': (77,),
       'birds singing': (78,), 'rain': (79,), 'thunder': (80,), 'wind': (81,), 'sea waves': (82,), 'water': (83, 84)}
# soundfont -> (split, pieces a class, pieces of drums); those made from the same recordings are in one split.
FONTS = {'FluidR3_GM.sf2': ('train', 12, 10), 'MuseScore_General_Lite.sf3': ('train', 6, 6), 'OPL-3_FM_128M.sf2': ('train', 1, 1),
         'Black_Pearl_4_LV2.sf2': ('train', 0, 5), 'Red_Zeppelin_4_LV2.sf2': ('test', 0, 4), 'sf_GMbank.sf2': ('validation', 3, 4),
         'TimGM6mb.sf2': ('test', 4, 4)}
SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 7, 10))


def variable(n):
    out = [n & 127]
    while n := n >> 7:
        out.insert(0, n & 127 | 128)
    return bytes(out)


def midi(events):
    """A standard MIDI file (format 0, 500 ticks a second) of (seconds, bytes) events."""
    body, last = b'\x00\xff\x51\x03' + (500000).to_bytes(3, 'big'), 0
    for at, message in sorted(events, key=lambda e: e[0]):
        tick = round(at * 500)
        body += variable(tick - last) + message
        last = tick
    body += b'\x00\xff\x2f\x00'
    return b'MThd' + struct.pack('>IHHH', 6, 0, 1, 250) + b'MTrk' + struct.pack('>I', len(body)) + body


def melody(rng, start, seconds, channel, chords):
    """A line of notes, or chords, on random steps of a random scale."""
    scale, key, low = rng.choice(SCALES), rng.randrange(12), rng.choice((48, 54, 60, 66))
    step, at, place, events = rng.choice((.18, .25, .35, .5, .8)), start, rng.randrange(7), []
    while at < start + seconds - .1:
        length = step * rng.choice((1, 1, 2, 3))
        place = max(0, min(13, place + rng.choice((-2, -1, -1, 0, 1, 1, 2, 4, -4))))
        notes = [low + key % 7 + scale[p % len(scale)] + 12 * (p // len(scale)) for p in ((place, place + 2, place + 4) if chords else (place,))]
        end = min(at + length * rng.uniform(.6, 1), start + seconds)
        for note in notes:
            events += [(at, bytes((0x90 | channel, note, rng.randint(60, 120)))), (end, bytes((0x80 | channel, note, 0)))]
        at += length + (step if rng.random() < .1 else 0)
    return events


def beat(rng, start, seconds):
    """A drum pattern on channel 10."""
    step, events = rng.choice((.11, .14, .17, .22)), []
    patterns = {n: [rng.random() < p for _ in range(16)] for n, p in ((36, .3), (38, .2), (42, .6), (46, .08), (45, .08), (49, .04), (50, .06))}
    patterns[36][0] = patterns[38][4] = patterns[38][12] = True
    for i in range(int((seconds - .3) / step)):
        for note, pattern in patterns.items():
            if pattern[i % 16]:
                events += [(start + i * step, bytes((0x99, note, rng.randint(50, 125)))), (start + i * step + .1, bytes((0x89, note, 0)))]
    return events


def instruments(fonts):
    """(class, name, split, samples) of pieces played with the soundfonts found in `fonts` (paths)."""
    for path in sorted(fonts, key=lambda p: p.name):
        split, pieces, drums = FONTS.get(path.name, (None, 0, 0))
        if split is None and path.name != 'FluidR3_GS.sf2':
            continue
        rng, events, plan, at = random.Random(path.name), [], [], 1.

        def add(name, seconds, made):
            nonlocal at
            plan.append((name, at, seconds))
            events.extend(made)
            at += seconds + 2.5
        if path.name == 'FluidR3_GS.sf2':
            split = 'train'
            for name, notes in KIT.items():
                for note in notes:
                    events.append((at - .1, bytes((0xc9, 56))))
                    add(name, 4., [(at, bytes((0x99, note, 110))), (at + 3.8, bytes((0x89, note, 0)))])
        else:
            for name, programs in PROGRAMS.items():
                for i in range(pieces):
                    program = programs[i % len(programs)] if split == 'train' else rng.choice(programs)
                    events.append((at - .1, bytes((0xc0, program))))
                    chords = name in ('piano', 'organ', 'guitar', 'accordion', 'singing') and rng.random() < .5
                    add(name, 6., melody(rng, at, 6., 0, chords))
            for _ in range(drums):
                add('drums', 6., beat(rng, at, 6.))
            for name, program in EFFECTS.items() if pieces else ():
                events.append((at - .1, bytes((0xc1, program))))
                add(name, 4., [(at, bytes((0x91, 60, 115))), (at + 3.8, bytes((0x81, 60, 0)))])
        with tempfile.TemporaryDirectory() as folder:
            song, wav = Path(folder) / 'a.mid', Path(folder) / 'a.wav'
            song.write_bytes(midi(events))
            subprocess.run(['fluidsynth', '-ni', '-q', '-g', '.6', '-r', '32000', '-F', str(wav), str(path), str(song)],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            sound, rate = soundfile.read(wav, dtype='float32', always_2d=True)
        sound = soxr.resample(sound.mean(1), rate, RATE)
        for i, (name, start, seconds) in enumerate(plan):
            yield name, f'{path.name}/{i:03d}', split, sound[int(start * RATE):int((start + seconds + 1) * RATE)]


LINES = '''the quick brown fox jumps over the lazy dog|where did you put the keys this morning|i think it is going to rain again tomorrow|please close the
window before you leave|she sells sea shells by the sea shore|we have been waiting here for almost an hour|could you tell me how to get to the station|that is
not what i meant at all|one two three four five six seven|well hello there, how have you been|the meeting was moved to thursday afternoon|he never told anybody
about the letter|turn left at the next corner and then go straight on|nothing in the world is worth that much trouble|yes|no, thank you|what a surprise'''.replace('\n', ' ').split('|')
ESPEAK = ['en', 'en-us', 'en-gb-scotland', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru', 'cs', 'da', 'fi', 'hu', 'ro', 'tr', 'el', 'hi']
VARIANTS = ['m1', 'm3', 'm5', 'm7', 'f1', 'f2', 'f3', 'f4', 'f5', 'Andrea', 'Alicia', 'Annie', 'Michael', 'Lee', 'Denis', 'victor']


def voices():
    """(class, name, split, samples) of spoken sentences; every espeak-ng variant and every flite voice is in one split."""
    rng = random.Random(11)
    jobs = [(['flite', '-voice', v], v, {'slt': 'test', 'awb': 'validation'}.get(v, 'train'), 'woman speaking' if v == 'slt' else 'man speaking') for v in ('kal16', 'rms', 'awb', 'slt')] * 8
    for i, v in enumerate(VARIANTS):
        for lang in rng.sample(ESPEAK, 5):
            jobs.append((['espeak-ng', '-v', f'{lang}+{v}', '-s', str(rng.randint(130, 190)), '-p', str(rng.randint(35, 65))], f'{lang}+{v}',
                         {5: 'test', 6: 'validation'}.get(i % 7, 'train'), 'speech'))
    for i, (command, name, split, kind) in enumerate(jobs):
        text = '. '.join(rng.sample(LINES, 2))
        with tempfile.TemporaryDirectory() as folder:
            wav = Path(folder) / 'a.wav'
            subprocess.run(command + (['-t', text, '-o', str(wav)] if command[0] == 'flite' else ['-w', str(wav), text]), check=True)
            sound, rate = soundfile.read(wav, dtype='float32')
        yield kind, f'{command[0]}/{name}/{i}', split, soxr.resample(sound, rate, RATE)


def as_int16(x):
    return (np.clip(x, -1, 1) * 32767).astype(np.int16)
