"""The adapter and the decoder. The decoder is Llama shaped: RMSNorm, RoPE, SwiGLU, tied embeddings."""
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .data import BOS, POINTER, VOCABULARY
from .scenes import FEATURES, SURE
from .words import CLASSES, COLOURS

CONTEXT = 9 * 5 + 80 * 6 + 3  # what the adapter works out about a proposal's neighbours, see `Adapter.context`


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


class Adapter(nn.Module):
    """[B,N,101] proposal features (rows of zeros pad) -> [B,N,width], to be added to the embeddings of the pointers."""

    def __init__(self, c):
        super().__init__()
        self.first = nn.Linear(FEATURES + 8 * 8 + CONTEXT, c.hidden)
        self.second = nn.Linear(c.hidden, c.hidden)
        self.last = nn.Linear(c.hidden, c.width)
        self.names = nn.Linear(80 + 11, c.width, bias=False)
        # Without it the sum of so many features grows until the pointer's own embedding is lost in it, and no box is ever picked.
        self.norm = Norm(c.width, .05)

    @torch.no_grad()
    def start_from_words(self, embedding, encoder):
        """A class and a colour start as the mean of the embeddings of their own words: one alignment to learn instead of 91."""
        for i, name in enumerate([*CLASSES, *COLOURS]):
            self.names.weight[:, i] = embedding[encoder.text(name, [])].mean(0)

    @staticmethod
    def context(f):
        """[B,N,101] -> [B,N,CONTEXT]: ranks among the sure proposals of the same class, classes of neighbours by direction."""
        soft, box, centre, area, score = f[..., :80], f[..., 80:84], f[..., 86:88], f[..., 88], f[..., 89]
        sure = (score >= SURE).to(f.dtype)
        best = soft.amax(-1, keepdim=True)
        first = (soft >= best).to(f.dtype) * (best > 0).to(f.dtype)
        first = first * sure[..., None]  # [B,N,80]
        same = first @ first.transpose(1, 2)  # [B,N,N]
        x, y = centre[..., 0], centre[..., 1]

        def before(v):  # [B,N,N]: j comes before i
            return (v[:, None, :] < v[:, :, None]).to(f.dtype)

        def steps(v):  # [B,N] counts -> [B,N,9]: exactly 0..7, and more
            levels = torch.arange(9, dtype=f.dtype, device=f.device)
            return torch.cat([F.relu(1 - (v[..., None] - levels[:8]).abs()), (v[..., None] > 7.5).to(f.dtype)], -1)

        ranks = [(same * before(v)).sum(-1) for v in (x, -x, y, -y)]
        count = same.sum(-1)
        largest = ((same * before(-area)).sum(-1) < .5).to(f.dtype) * sure
        smallest = ((same * before(area)).sum(-1) < .5).to(f.dtype) * sure
        middle = (same * before((centre - .5).square().sum(-1))).sum(-1)
        middle = (middle < .5).to(f.dtype) * sure
        away = (centre[:, None] - centre[:, :, None]).square().sum(-1) + 9 * (1 - sure[:, None, :])
        eye = torch.eye(f.shape[1], dtype=f.dtype, device=f.device)
        away = away + 9 * eye
        # i is the nearest of its class to j: what "next to j" means.
        rivals = (same[:, :, :, None] * (away.transpose(1, 2)[:, None] < away.transpose(1, 2)[:, :, None]).to(f.dtype)).sum(2)
        closest = (rivals < .5).to(f.dtype) * (1 - eye)
        inside = ((x[:, :, None] > box[:, None, :, 0]) & (x[:, :, None] < box[:, None, :, 2]) & (box[:, :, None, 3] > box[:, None, :, 1])
                  & (box[:, :, None, 3] < box[:, None, :, 3]) & (y[:, :, None] < y[:, None, :])).to(f.dtype)
        sides = [before(x), before(-x), before(y), before(-y)]
        around = [(m @ first).clamp(max=1) for m in (*sides, inside, closest)]
        return torch.cat([*(steps(r) for r in ranks), steps(count), largest[..., None], smallest[..., None], middle[..., None], *around], -1)

    def forward(self, f):
        places = torch.cat([f[..., 80:84], f[..., 84:88]], -1)  # x0 y0 x1 y1 w h cx cy
        waves = torch.cat([fn(places * k) for k in (3.14159265, 6.2831853, 12.566371, 25.132741) for fn in (torch.sin, torch.cos)], -1)
        inputs = torch.cat([f, waves, self.context(f)], -1)
        h = F.silu(self.first(inputs))
        h = h + F.silu(self.second(h))
        soft = f[..., :80]
        named = (soft / soft.amax(-1, keepdim=True).clamp(min=.01)) ** 2  # the first class is 1, others fade
        return self.norm(self.last(h)) + self.names(torch.cat([named, f[..., 90:101]], -1))


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
        nn.init.normal_(self.embed.weight, std=.05)
        for name, p in self.named_parameters():
            if p.dim() == 2 and 'embed' not in name:
                nn.init.normal_(p, std=.02 if 'out' not in name and 'down' not in name else .02 / (2 * c.layers) ** .5)

        for layer in self.layers[c.free:]:
            self.look_for_likeness(layer)

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

    def head(self, h):
        return h @ self.embed.weight.T


class Model(nn.Module):
    def __init__(self, c=None):
        super().__init__()
        self.c = c or Config()
        self.adapter, self.decoder = Adapter(self.c), Decoder(self.c)

    def embed(self, ids, features, counts):
        """ids [B,T] with pointers at 1..n; features [B,N,101] -> [B,T,d]."""
        x = self.decoder.embed(ids)
        n = int(counts.max())
        if n:
            real = (torch.arange(n, device=ids.device)[None] < counts[:, None]).unsqueeze(-1)
            x = torch.cat([x[:, :1], x[:, 1:n + 1] + self.adapter(features[:, :n]).to(x.dtype) * real, x[:, n + 1:]], 1)
        return x

    def loss(self, ids, labels, features, counts, talks):
        """Mean over the labelled tokens; `talks` as `data.sequence` numbers conversations: each starts right after the picture."""
        t = ids.shape[1]
        mask = torch.ones(t, t, dtype=torch.bool).tril() & ((talks[:, :, None] == talks[:, None]) | (talks[:, None] == 0))
        new = torch.cat([torch.zeros_like(talks[:, :1]), (talks[:, 1:] != talks[:, :-1]).long()], 1).bool()
        steps = torch.arange(t, device=ids.device).expand_as(talks)
        first = torch.where(new, steps, torch.zeros_like(steps)).cummax(1).values  # where the token's conversation starts
        positions = torch.where(talks > 0, steps - first + counts[:, None] + 1, steps)
        h, _ = self.decoder.hidden(self.embed(ids, features, counts), positions, mask[:, None])
        chosen = labels >= 0
        return F.cross_entropy(self.decoder.head(h[chosen]).float(), labels[chosen])


assert BOS == 1 and POINTER == 6
