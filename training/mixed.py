"""Made-up videos with sound: tracks first, then segments of sound; questions about either, and those that need both."""
from .moments import VideoAsker
from .phrases import say
from .scenes import MOST
from .sound_moments import SoundAsker, asked
from .sound_phrases import SOUND_FRAMES
from .sound_scenes import MOST_SOUNDS, SoundScene, make_sound
from .sound_words import NAMES
from .tracks import make_video

MIXED_WEIGHTS = {'video': 5, 'sound': 6, 'seen with': 5, 'seen during': 3, 'heard during': 3}
MOST_HEARD = 16  # of the pointers, those that segments may have beside tracks


class MixedScene:
    """`video` and `sound`; a pointer below len(video) is a track."""

    def __init__(self, video, sound):
        room = MOST - min(MOST_HEARD, len(sound))
        self.video = video.first(room)
        most = min(MOST_SOUNDS, MOST - len(self.video))
        self.sound = SoundScene(sound.top, sound.score, sound.start, sound.end, sound.loud, sound.seconds, most)

    def __len__(self):
        return len(self.video) + len(self.sound)


def make_mixed(rng):
    video = make_video(rng)
    if rng.random() < .4:  # in films that people make little is seen, and sometimes nothing that is known
        video = video.first(int(rng.integers(0, 3)))
    return MixedScene(video, make_sound(rng))


class MixedAsker:
    """Asks about one `MixedScene`."""

    def __init__(self, scene, seed, phrasing=False, vocabulary=False):
        self.video = VideoAsker(scene.video, seed, phrasing, vocabulary)
        self.sound = SoundAsker(scene.sound, seed + 1, phrasing, vocabulary, len(scene.video))
        self.r, self.phrasing = self.video.r, phrasing

    def ask(self, kind, **parts):
        return say(self.r, kind, self.phrasing, SOUND_FRAMES, **parts)

    def heard(self):
        """(noun, clause, its name with all its segments) of a class that is heard."""
        c = self.sound.subject(sure=True)
        if c is None:
            return None
        return self.sound.noun(c), self.sound.clause(c), f'{NAMES[c]} {self.sound.point(*self.sound.members(c)[0][:6])}'

    def seen_with(self):
        seen, heard = self.video.target(), self.heard()
        if not seen or not heard:
            return None
        noun, clause, said = heard
        question = (self.ask('seen with', v=seen[0], s=noun) if self.r.random() < .55 else self.ask('seen with c', v=seen[0], c=clause, q=asked(clause)))
        return question, f'The {seen[2]} <{seen[1]}> and the {said} are <and> together.'

    def seen_during(self):
        heard = self.heard()
        return heard and (self.ask('seen during', s=heard[0]), f'Seen during the {heard[2]} <during>.')

    def heard_during(self):
        seen = self.video.target()
        return seen and (self.ask('heard during', v=seen[0]), f'Heard during the {seen[2]} <{seen[1]}> <during>.')

    def turns(self, most, kinds=None, weights=None):
        out = []
        for _ in range(most * 3):
            if len(out) >= most:
                break
            part = self.r.choices(list(MIXED_WEIGHTS), list(MIXED_WEIGHTS.values()))[0]
            if part in ('video', 'sound'):
                out += (self.video if part == 'video' else self.sound).turns(2)
                continue
            got = {'seen with': self.seen_with, 'seen during': self.seen_during, 'heard during': self.heard_during}[part]()
            if got:
                out.append((part, *got))
        return out[:most]
