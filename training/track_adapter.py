"""The adapter for the tracks of a video: that of pictures on the mean boxes, and what is known of their times and motion."""
import torch
from torch import nn

from .model import RANKS, Adapter, Config, before, extremes, steps, tops
from .moments import EDGE
from .scenes import FEATURES, SURE
from .tracks import GREW, KNOTS, MOVED, TIMED

TIME_WORDS = 'first last longest shortest'.split()
MOTION_WORDS = 'left right up down nearer away still'.split()
ORDERS = 3  # before, after, during
TIME_NAMED = 2 * len(TIME_WORDS) + len(MOTION_WORDS) + 2 + RANKS


class TrackAdapter(nn.Module):
    """[B,N,127] features of tracks (`VideoScene.features`) -> [B,N,width], to be added to the embeddings of the pointers."""

    def __init__(self, c: Config):
        super().__init__()
        self.picture = Adapter(c, extra=TIMED - FEATURES + 16 + TIME_NAMED + ORDERS * 80)
        self.times = nn.Linear(TIME_NAMED + ORDERS * 80, c.width, bias=False)
        nn.init.normal_(self.times.weight, std=.03)

    @torch.no_grad()
    def start_from(self, adapter, embedding, encoder):
        """What the picture adapter knows holds for tracks, too; the words of time start as the embeddings of their own words."""
        self.picture.names.weight.copy_(adapter.names.weight)
        words = lambda text: embedding[encoder.text(text, [])].mean(0)
        for i, name in enumerate([*TIME_WORDS, *TIME_WORDS, *MOTION_WORDS]):
            self.times.weight[:, i] = words(name) * (.5 if len(TIME_WORDS) <= i < 2 * len(TIME_WORDS) else 1)
        for order in range(ORDERS):
            turn = torch.linalg.qr(torch.randn(embedding.shape[1], embedding.shape[1]))[0]
            at = TIME_NAMED + 80 * order
            self.times.weight[:, at:at + 80] = turn @ adapter.names.weight[:, :80] * .3

    @staticmethod
    def when(f):
        """[B,N,127] -> named [B,N,TIME_NAMED + 3 * 80]: first, last, longest, shortest of its class; motion; which classes are before it,
        after it and there with it."""
        number = lambda b: b.to(f.dtype)
        soft, score, start, end = f[..., :80], f[..., 89], f[..., FEATURES], f[..., FEATURES + 1]
        knots = f[..., FEATURES + 2:].unflatten(-1, (KNOTS, 4))
        real = number(end > 0)
        centre, size = (knots[..., :2] + knots[..., 2:]) / 2, knots[..., 2:] - knots[..., :2]
        dx, dy = (centre[..., -1, :] - centre[..., 0, :]).unbind(-1)
        area = size.prod(-1)
        grown = area[..., -1] / area[..., 0].clamp(min=1e-6)
        motion = torch.stack([number(dx < -MOVED), number(dx > MOVED), number(dy < -MOVED), number(dy > MOVED), number(grown > GREW), number(grown < 1 / GREW)], -1)
        still = number(motion.sum(-1, keepdim=True) < .5)
        edges = torch.stack([number(start < EDGE), number(end > 1 - EDGE)], -1)
        flags = extremes([before(v) for v in (start, -end, start - end, end - start)], soft)
        sure = number(score >= SURE)
        first = tops(soft)[0] * sure[..., None]
        same = first @ first.transpose(1, 2)
        rank = steps((same * before(start)).sum(-1))[..., :RANKS] * sure[..., None]
        earlier = number(end[:, None, :] < start[:, :, None]) * real[:, None, :]  # [i, j]: j is over when i begins
        later = number(start[:, None, :] > end[:, :, None]) * real[:, None, :]
        other = 1 - torch.eye(f.shape[1], dtype=f.dtype, device=f.device)
        around = [(m @ first).clamp(max=1) for m in (earlier, later, (1 - earlier) * (1 - later) * other)]
        return torch.cat([flags, motion, still, edges, rank, *around], -1) * real[..., None]

    def forward(self, f):
        picture, rest = f[..., :FEATURES], f[..., FEATURES:]
        with torch.no_grad():
            when = self.when(f)
        waves = torch.cat([fn(rest[..., :2] * k) for k in (3.14159265, 6.2831853, 12.566371, 25.132741) for fn in (torch.sin, torch.cos)], -1)
        return self.picture(picture, torch.cat([rest, waves, when], -1)) + self.times(when)

