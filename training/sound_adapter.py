"""The adapter for segments of sound: what is heard, when, how loud, and what it is among the others."""
import torch
import torch.nn.functional as F
from torch import nn

from .model import COUNTS, RANKS, Config, Norm, before, steps
from .sound_scenes import HEARD, SOUND_FEATURES, SURE_SOUND
from .sound_words import NAMES, SOUND_KINDS

FLAGS = 'first last loudest quietest longest shortest'.split()
KINDS_OF_SOUND = torch.tensor([[float(n in members.split(', ')) for n in NAMES] for members in SOUND_KINDS.values()])
SOUND_NAMED = HEARD + len(SOUND_KINDS) + 2 * len(FLAGS) + RANKS + COUNTS + 1


class SoundAdapter(nn.Module):
    """[B,N,60] features of segments (`SoundScene.features`; rows of zeros pad) -> [B,N,width], to be added to the embeddings of the pointers."""

    def __init__(self, c: Config):
        super().__init__()
        self.first = nn.Linear(SOUND_FEATURES + 16 + SOUND_NAMED, c.hidden)
        self.second = nn.Linear(c.hidden, c.hidden)
        self.last = nn.Linear(c.hidden, c.width)
        self.names = nn.Linear(SOUND_NAMED, c.width, bias=False)
        self.following = nn.Linear(c.width, c.width, bias=False)  # the next of its class is carried with it, turned
        self.norm = Norm(c.width, .05)
        nn.init.normal_(self.names.weight, std=.03)
        nn.init.orthogonal_(self.following.weight, .3)

    @torch.no_grad()
    def start_from_words(self, embedding, encoder):
        """Classes, kinds, "first" and numbers start as the embeddings of their own words."""
        words = lambda text: embedding[encoder.text(text, [])].mean(0)
        flags = len(NAMES) + len(SOUND_KINDS)
        for i, name in enumerate([*NAMES, *SOUND_KINDS, *FLAGS, *FLAGS]):
            self.names.weight[:, i] = words(name) * (.5 if i >= flags + len(FLAGS) else 1)
        for i in range(COUNTS):
            self.names.weight[:, SOUND_NAMED - 1 - COUNTS + i] = words(str(i + 1)) * .5
        self.names.weight[:, -1] = words('sound')

    @staticmethod
    def context(f):
        """[B,N,60] -> named [B,N,SOUND_NAMED], following [B,N,N] (i, j: j is the next of i's class)."""
        number = lambda b: b.to(f.dtype)
        soft, (start, end, _, loud, score) = f[..., :HEARD], f[..., HEARD:].unbind(-1)
        real, sure = number(score > 0), number(score >= SURE_SOUND)
        own = number(soft > 0)
        first = own * sure[..., None]
        same = first @ first.transpose(1, 2)
        orders = [before(v) for v in (start, -end, -loud, loud, start - end, end - start)]
        seen = sure[:, None, :]
        among_same = torch.stack([number((same * m).sum(-1) < .5) for m in orders], -1) * sure[..., None]
        among_all = torch.stack([number((seen * m).sum(-1) < .5) for m in orders], -1) * sure[..., None]
        rank = steps((same * orders[0]).sum(-1))[..., :RANKS] * sure[..., None]
        count = steps(same.sum(-1))[..., 1:COUNTS + 1] * sure[..., None]
        later = same * before(-start)
        following = later * number(later @ before(start).transpose(1, 2) < .5)
        kinds = KINDS_OF_SOUND.to(f.device)
        named = torch.cat([own, own @ kinds.T, among_same, among_all, rank, count, real[..., None]], -1)
        return named * real[..., None], following

    def forward(self, f):
        with torch.no_grad():
            named, following = self.context(f)
        times = f[..., HEARD:HEARD + 2]
        waves = torch.cat([fn(times * k) for k in (3.14159265, 6.2831853, 12.566371, 25.132741) for fn in (torch.sin, torch.cos)], -1)
        h = F.silu(self.first(torch.cat([f, waves, named], -1)))
        h = h + F.silu(self.second(h))
        own = self.norm(self.last(h)) + self.names(named)
        return own + self.following(following @ own)
