"""The adapter and the decoder. The decoder is Llama shaped: RMSNorm, RoPE, SwiGLU, tied embeddings."""
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .data import BOS, GROWN, POINTER, VOCABULARY
from .scenes import FEATURES, MOST, SECOND, SHOWN, SURE
from .sound_scenes import SOUND_FEATURES
from .words import CLASSES, COLOURS, KINDS

SUPERLATIVES = 'left right top bottom middle largest smallest'.split()
KIND_ROWS = torch.tensor([[float(c in members.split(', ')) for c in CLASSES] for members in KINDS.values()])
PLACES, RANKS, COUNTS, SIDES = 9, 6, 8, 9
NAMED = 80 + 11 + len(KINDS) + 2 * len(SUPERLATIVES) + PLACES + 2 * RANKS + COUNTS  # what has a row of its own in `Adapter.names`
AROUND = SIDES * 80
POINTER_WEIGHT = 2.
CONTEXT = 5 * 9 + len(SUPERLATIVES) * len(KINDS)


@dataclass
class Config:
    width: int = 256
    layers: int = 4
    heads: int = 8
    inner: int = 512
    vocabulary: int = VOCABULARY
    theta: float = 10000.0
    hidden: int = 256  # of the adapter
    free: int = 2  # layers from this one on know no positions, as in SmolLM3: they look for content

    @property
    def head(self):
        return self.width // self.heads


class Norm(nn.Module):
    def __init__(self, width, start=1.):
        super().__init__()
        self.weight = nn.Parameter(torch.full((width,), start))

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5) * self.weight


def before(v):
    """[B,N] -> [B,N,N]: whether j comes before i."""
    return (v[:, None, :] < v[:, :, None]).to(v.dtype)


def steps(v):
    """[B,N] counts -> [B,N,9]: exactly 0..7, and more."""
    levels = torch.arange(9, dtype=v.dtype, device=v.device)
    return torch.cat([F.relu(1 - (v[..., None] - levels[:8]).abs()), (v[..., None] > 7.5).to(v.dtype)], -1)


def tops(soft):
    """[B,N,80] class scores -> (first class, second class if it may be), one of 80 each."""
    best = soft.amax(-1, keepdim=True)
    top = ((soft >= best) & (best > 0)).to(soft.dtype)
    rest = soft * (1 - top)
    most = rest.amax(-1, keepdim=True)
    return top, ((rest >= most) & (most >= SECOND)).to(soft.dtype)


def extremes(orders, soft):
    """[B,N,2*orders]: first of all that may be of its first class, then of its second, by each order."""
    like = (soft >= SECOND).to(soft.dtype)
    winners = [(m @ like < .5).to(soft.dtype) for m in orders]  # [B,N,80]: none of the class comes before
    return torch.cat([torch.stack([(w * like * own).sum(-1) for w in winners], -1).clamp(max=1) for own in tops(soft)], -1)


class Adapter(nn.Module):
    """[B,N,101] proposal features (rows of zeros pad) -> [B,N,width], to be added to the embeddings of the pointers."""

    def __init__(self, c, extra=0):
        super().__init__()
        self.first = nn.Linear(FEATURES + 8 * 8 + NAMED + CONTEXT + AROUND + extra, c.hidden)
        self.second = nn.Linear(c.hidden, c.hidden)
        self.last = nn.Linear(c.hidden, c.width)
        self.names = nn.Linear(NAMED + AROUND, c.width, bias=False)
        # What lies beside a proposal is carried with it, turned: "next to it" is then found by turning back.
        self.beside = nn.Linear(c.width, c.width, bias=False)
        self.following = nn.Linear(c.width, c.width, bias=False)  # and the next of its class to the right
        for link in (self.beside, self.following):
            nn.init.orthogonal_(link.weight, .3)
        # Without it the sum of so many features grows until the pointer's own embedding is lost in it, and no box is ever picked.
        self.norm = Norm(c.width, .05)
        nn.init.normal_(self.names.weight, std=.03)

    @torch.no_grad()
    def start_from_words(self, embedding, encoder):
        """A class, a colour, "leftmost" and a number start as the embeddings of their own words: one alignment to learn instead of many.

        What lies beside a class starts as a turn of the class's own vector, so that one turn of a word finds all of them.
        """
        words = lambda text: embedding[encoder.text(text, [])]
        plain = [*CLASSES, *COLOURS, *KINDS]
        for i, name in enumerate(plain):
            self.names.weight[:, i] = words(name).mean(0)
        for i, name in enumerate([*SUPERLATIVES, *SUPERLATIVES]):
            self.names.weight[:, len(plain) + i] = words(name).mean(0) * (1 if i < len(SUPERLATIVES) else .5)
        for i in range(COUNTS):
            self.names.weight[:, NAMED - COUNTS + i] = words(str(i + 1)).mean(0) * .5
        for side in range(SIDES):
            turn = torch.linalg.qr(torch.randn(embedding.shape[1], embedding.shape[1]))[0]
            self.names.weight[:, NAMED + 80 * side:NAMED + 80 * (side + 1)] = turn @ self.names.weight[:, :80] * .3

    @staticmethod
    def context(f):
        """[B,N,101] -> named [B,N,NAMED], around [B,N,AROUND], others [B,N,CONTEXT], nearest and following [B,N,N] (i, j: j lies beside i,
        is the next of its class to the right).

        What a proposal is among its like: first from the left, largest of all that may be of its first or second class, how many there
        are, what lies on which side of it.
        """
        soft, box, size, centre, area, score = f[..., :80], f[..., 80:84], f[..., 84:86], f[..., 86:88], f[..., 88], f[..., 89]
        number = lambda b: b.to(f.dtype)
        best = soft.amax(-1, keepdim=True)
        top, _ = tops(soft)
        sure = number(score >= SURE)
        first = top * sure[..., None]  # [B,N,80]
        like = number(soft >= SECOND)
        kinds = KIND_ROWS.to(f.device)
        kin = number(like @ kinds.T > .5)  # [B,N,kinds]
        x, y = centre[..., 0], centre[..., 1]
        middle = (centre - .5).square().sum(-1)

        orders = [before(v) for v in (x, -x, y, -y, middle, -area, area)]
        of_kind = [number(m @ kin < .5) * kin for m in orders]
        same = first @ first.transpose(1, 2)  # [B,N,N]
        ranks = [steps((same * m).sum(-1)) for m in orders[:4]]
        ranks = [r * sure[..., None] for r in ranks]
        count = steps(same.sum(-1)) * sure[..., None]
        cell = torch.floor(y * 2.99) * 3 + torch.floor(x * 2.99)
        places = F.relu(1 - (cell[..., None] - torch.arange(PLACES, dtype=f.dtype, device=f.device)).abs())
        away = (centre[:, None] - centre[:, :, None]).square().sum(-1) + 9 * (1 - sure[:, None, :])
        eye = torch.eye(f.shape[1], dtype=f.dtype, device=f.device)
        away = away + 9 * eye
        # i is the nearest of its class to j: what "next to j" means.
        rivals = (same[:, :, :, None] * number(away.transpose(1, 2)[:, None] < away.transpose(1, 2)[:, :, None])).sum(2)
        closest = number(rivals < .5) * (1 - eye)
        inside = number((x[:, :, None] > box[:, None, :, 0]) & (x[:, :, None] < box[:, None, :, 2]) & (box[:, :, None, 3] > box[:, None, :, 1])
                        & (box[:, :, None, 3] < box[:, None, :, 3]) & (y[:, :, None] < y[:, None, :]))
        shared = (torch.minimum(box[:, :, None, 2:], box[:, None, :, 2:]) - torch.maximum(box[:, :, None, :2], box[:, None, :, :2])).clamp(min=0)
        touch = number(shared[..., 0] * shared[..., 1] > .3 * torch.minimum(area[:, None], area[:, :, None])) * (1 - eye)
        nearest = number(away <= away.amin(-1, keepdim=True)) * number(away < 8)  # j is what lies beside i
        right = same * orders[1]
        following = right * number(right @ orders[0].transpose(1, 2) < .5)
        around = [(m @ first).clamp(max=1) for m in (*orders[:4], inside, touch, closest, nearest, nearest.transpose(1, 2))]
        colours = f[..., 90:101]
        shown = number(colours > 0) * torch.maximum((colours / SHOWN).clamp(max=1), number(colours >= colours.amax(-1, keepdim=True)))
        named = (soft / best.clamp(min=.01)) ** 2  # the first class is 1, others fade
        named = torch.cat([named, shown, first @ kinds.T, extremes(orders, soft), places, ranks[0][..., :RANKS], ranks[1][..., :RANKS], count[..., 1:COUNTS + 1]], -1)
        return named, torch.cat(around, -1), torch.cat([*ranks, count, *of_kind], -1), nearest, following

    def forward(self, f, extra=None):
        """`extra` [B,N,·]: what else is known of the proposals, for the MLP."""
        places = f[..., 80:88]  # x0 y0 x1 y1 w h cx cy
        waves = torch.cat([fn(places * k) for k in (3.14159265, 6.2831853, 12.566371, 25.132741) for fn in (torch.sin, torch.cos)], -1)
        with torch.no_grad():
            named, around, others, nearest, following = self.context(f)
        known = [f, waves, named, around, others]
        h = F.silu(self.first(torch.cat(known if extra is None else [*known, extra], -1)))
        h = h + F.silu(self.second(h))
        own = self.norm(self.last(h)) + self.names(torch.cat([named, around], -1))
        return own + self.beside(nearest @ own) + self.following(following @ own)


def rotate(x, cos, sin):
    """RoPE in Llama's layout: x [B,H,T,D], cos and sin [B,1,T,D/2]."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


class Layer(nn.Module):
    def __init__(self, c, at):
        super().__init__()
        self.c, self.free = c, at >= c.free
        self.before, self.after = Norm(c.width), Norm(c.width)
        self.qkv = nn.Linear(c.width, 3 * c.width, bias=False)
        self.out = nn.Linear(c.width, c.width, bias=False)
        self.up = nn.Linear(c.width, 2 * c.inner, bias=False)  # gate and up in one
        self.down = nn.Linear(c.inner, c.width, bias=False)

    def forward(self, x, cos, sin, mask=None, past=None):
        """x [B,T,d]; mask [B,1,T,S] (what is seen) or None (causal); past (key, value) [B,H,P,D] -> x, (key, value)."""
        b, t, _ = x.shape
        q, k, v = self.qkv(self.before(x)).view(b, t, 3, self.c.heads, self.c.head).permute(2, 0, 3, 1, 4)
        if not self.free:
            q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        h = F.scaled_dot_product_attention(q.to(v.dtype), k.to(v.dtype), v, attn_mask=mask, is_causal=mask is None)
        x = x + self.out(h.transpose(1, 2).reshape(b, t, -1))
        gate, up = self.up(self.after(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up), (k, v)


class Decoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.embed = nn.Embedding(c.vocabulary, c.width)
        self.layers = nn.ModuleList(Layer(c, i) for i in range(c.layers))
        self.norm = Norm(c.width)
        self.point = nn.Linear(c.width, c.width, bias=False)
        nn.init.normal_(self.embed.weight, std=.05)
        for name, p in self.named_parameters():
            if p.dim() == 2 and 'embed' not in name:
                nn.init.normal_(p, std=.02 if 'out' not in name and 'down' not in name else .02 / (2 * c.layers) ** .5)

        for layer in self.layers[c.free:]:
            self.look_for_likeness(layer)
        nn.init.orthogonal_(self.point.weight, .1)

    @torch.no_grad()
    def look_for_likeness(self, layer):
        """A head starts by attending to what is like the token and copying it ("mimetic initialization", Trockman and Kolter 2023):
        finding the proposal that a word means is then learnt in a fraction of the steps."""
        d, n = self.c.width, self.c.head
        for start in range(0, d, n):
            part, value = (torch.linalg.qr(torch.randn(d, n))[0] for _ in range(2))
            layer.qkv.weight[start:start + n] = layer.qkv.weight[d + start:d + start + n] = part.T * 1.2
            layer.qkv.weight[2 * d + start:2 * d + start + n] = value.T * .5
            layer.out.weight[:, start:start + n] = value * .5

    def angles(self, positions):
        """[B,T] -> cos, sin [B,1,T,D/2]."""
        half = self.c.head // 2
        rates = self.c.theta ** (-torch.arange(half, dtype=torch.float32, device=positions.device) / half)
        angles = positions[:, None, :, None].float() * rates
        return angles.cos(), angles.sin()

    def hidden(self, x, positions, mask=None, past=None):
        cos, sin = self.angles(positions)
        kept = []
        for i, layer in enumerate(self.layers):
            x, kv = layer(x, cos, sin, mask, past[i] if past is not None else None)
            kept.append(kv)
        return self.norm(x), kept

    def fit(self, h, scene):
        """h [B,T,d], scene [B,40,d] what each pointer carries (zeros: nothing) -> [B,T,40] how well it fits what was gathered in h."""
        return self.point(h) @ scene.transpose(1, 2)

    def head(self, h, fit):
        """h [·,d], fit [·,40] -> logits [·,vocabulary].

        A pointer's logit also says how well what it carries fits, as in pointer networks (Vinyals et al. 2015): a noun and its modifiers
        need only be gathered, not be looked up.
        """
        return h @ self.embed.weight.T + F.pad(fit, (POINTER, self.c.vocabulary - POINTER - MOST))


class Model(nn.Module):
    def __init__(self, c=None):
        super().__init__()
        self.c = c or Config()
        self.adapter, self.decoder = Adapter(self.c), Decoder(self.c)
        self.tracks = self.sounds = None

    def grow(self, encoder):
        """Room for video: an adapter for tracks, and rows for the operators."""
        from .track_adapter import TrackAdapter
        old = self.decoder.embed.weight.data
        self.c.vocabulary = GROWN
        self.decoder.embed = nn.Embedding(GROWN, self.c.width)
        nn.init.normal_(self.decoder.embed.weight, std=float(old.std()))
        self.decoder.embed.weight.data[:len(old)] = old
        self.tracks = TrackAdapter(self.c)
        self.tracks.start_from(self.adapter, old, encoder)
        return self

    def listen(self, encoder):
        """Room for sound: an adapter for its segments."""
        from .sound_adapter import SoundAdapter
        self.sounds = SoundAdapter(self.c)
        self.sounds.start_from_words(self.decoder.embed.weight, encoder)
        return self

    def adapt(self, features, videos, sound=None):
        """[B,N,·] -> [B,N,d]; rows of videos (bool [B]) through the adapter for tracks, those that are sounds (bool [B,N]) through theirs."""
        heard = sound is not None and self.sounds is not None and bool(sound.any())
        seen = features * ~sound.unsqueeze(-1) if heard else features
        if self.tracks is None:
            out = self.adapter(seen)
        else:
            out = self.adapter(seen[..., :FEATURES])
            if videos.any():
                out = out.index_copy(0, videos.nonzero()[:, 0], self.tracks(seen[videos]).to(out.dtype))
        if heard:
            rows = sound.any(1)
            told = self.sounds((features * sound.unsqueeze(-1))[rows][..., :SOUND_FEATURES]).to(out.dtype)
            out = out.index_copy(0, rows.nonzero()[:, 0], torch.where(sound[rows].unsqueeze(-1), told, out[rows]))
        return out

    def scene(self, ids, features, counts, videos=None, heard=None):
        """ids [B,T] with pointers at 1..n; features [B,N,·] -> [B,40,d]: what each pointer carries, zeros where it stands for nothing."""
        n = int(counts.max())
        if not n:
            return torch.zeros(len(ids), MOST, self.c.width, device=ids.device)
        real = torch.arange(n, device=ids.device)[None] < counts[:, None]
        sound = None if heard is None else real & (torch.arange(n, device=ids.device)[None] >= (counts - heard)[:, None])
        added = self.adapt(features[:, :n], videos, sound) * real.unsqueeze(-1)
        slots = torch.where(real, ids[:, 1:n + 1] - POINTER, 0)
        return added.new_zeros(len(ids), MOST, added.shape[-1]).scatter_add(1, slots.unsqueeze(-1).expand_as(added), added)

    def embed(self, ids, scene):
        """ids [B,T], scene [B,40,d] -> [B,T,d]. A pointer carries its proposal wherever it stands."""
        x = self.decoder.embed(ids)
        table = F.pad(scene.to(x.dtype), (0, 0, 1, 0))  # row 0 is for all that is no pointer
        pointer = torch.where((ids >= POINTER) & (ids < POINTER + MOST), ids - POINTER + 1, 0)
        return x + table.gather(1, pointer.unsqueeze(-1).expand_as(x))

    def loss(self, ids, labels, features, counts, talks, videos=None, heard=None):
        """Mean over the labelled tokens; `talks` as `data.sequence` numbers conversations: each starts right after the picture."""
        t = ids.shape[1]
        mask = torch.ones(t, t, dtype=torch.bool).tril() & ((talks[:, :, None] == talks[:, None]) | (talks[:, None] == 0))
        new = torch.cat([torch.zeros_like(talks[:, :1]), (talks[:, 1:] != talks[:, :-1]).long()], 1).bool()
        steps = torch.arange(t, device=ids.device).expand_as(talks)
        first = torch.where(new, steps, torch.zeros_like(steps)).cummax(1).values  # where the token's conversation starts
        positions = torch.where(talks > 0, steps - first + counts[:, None] + 1, steps)
        scene = self.scene(ids, features, counts, videos, heard)
        h, _ = self.decoder.hidden(self.embed(ids, scene), positions, mask[:, None])
        chosen = labels >= 0
        wanted = labels[chosen]
        losses = F.cross_entropy(self.decoder.head(h[chosen], self.decoder.fit(h, scene)[chosen]).float(), wanted, reduction='none')
        # A pointer or its absence is what the answer is about; most other words follow from it.
        weights = torch.where((wanted >= POINTER) & (wanted < POINTER + MOST), POINTER_WEIGHT, 1.)
        return (losses * weights).sum() / weights.sum()


assert BOS == 1 and POINTER == 6
