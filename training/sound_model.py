"""The sound encoder: log-mel inside the graph, a small CNN, one row of class scores for each 0.1 s."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from .sound_words import NAMES

RATE = 16000
HOP, WINDOW, FFT = 200, 400, 512   # 12.5 ms, 25 ms (Hann), bins of 31.25 Hz
MELS, LOW, HIGH = 64, 60., 7800.
FRAME = 8 * HOP                    # 0.1 s: a row of scores
FLOOR = 1e-5


def mel_weights():
    """[bins, MELS] triangles on the HTK mel scale (2595 log10(1 + f/700)); those narrower than a bin take the nearest bin."""
    mel = lambda f: 2595 * math.log10(1 + f / 700)  # noqa: E731
    edges = [700 * (10 ** (m / 2595) - 1) for m in torch.linspace(mel(LOW), mel(HIGH), MELS + 2).tolist()]
    f = torch.arange(FFT // 2 + 1) * RATE / FFT
    w = torch.stack([torch.minimum((f - a) / (b - a), (c - f) / (c - b)).clamp(min=0) for a, b, c in zip(edges, edges[1:], edges[2:])], 1)
    for i, total in enumerate(w.sum(0)):
        if total < .3:
            w[:, i] = 0
            w[round(edges[i + 1] * FFT / RATE), i] = 1
    return w


class LogMel(nn.Module):
    """[B, N] samples -> [B, 1, N / HOP, MELS]: a Fourier transform as a convolution, power, mel bands, logarithm.

    The signal is padded so that frame t is centred on sample HOP t + HOP / 2; the cosines are worked out, not stored."""

    def __init__(self):
        super().__init__()
        self.register_buffer('mel', mel_weights(), persistent=False)

    def basis(self):
        n = torch.arange(WINDOW, dtype=torch.float32)
        k = torch.arange(FFT // 2 + 1, dtype=torch.float32)
        turns = k[:, None] * n[None] / FFT
        angle = (turns - torch.floor(turns)) * (2 * math.pi)
        hann = .5 - .5 * torch.cos(n * (2 * math.pi / WINDOW))
        return torch.cat([torch.cos(angle) * hann, torch.sin(angle) * hann])[:, None]

    def forward(self, x):
        x = F.pad(x[:, None], ((WINDOW - HOP) // 2, (WINDOW - HOP) // 2))
        re, im = F.conv1d(x, self.basis(), stride=HOP).chunk(2, 1)
        return torch.log((re * re + im * im).transpose(1, 2) @ self.mel + FLOOR)[:, None]

    def fast(self, x):
        """The same by FFT, for training data."""
        frames = F.pad(x, ((WINDOW - HOP) // 2, (WINDOW - HOP) // 2)).unfold(-1, WINDOW, HOP)
        spectrum = torch.fft.rfft(frames * torch.hann_window(WINDOW), FFT)
        return torch.log((spectrum.real ** 2 + spectrum.imag ** 2) @ self.mel + FLOOR)[:, None]


class Separable(nn.Module):
    """Depthwise 3x3 and pointwise convolution, a residual where shapes allow."""

    def __init__(self, a, b, stride=(1, 1)):
        super().__init__()
        self.deep = nn.Conv2d(a, a, 3, stride, 1, groups=a, bias=False)
        self.norm1 = nn.BatchNorm2d(a)
        self.point = nn.Conv2d(a, b, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(b)
        self.same = a == b and stride == (1, 1)

    def forward(self, x):
        y = F.relu(self.norm2(self.point(F.relu(self.norm1(self.deep(x))))))
        return x + y if self.same else y


class Temporal(nn.Module):
    """Residual depthwise convolution over time (kernel 5, dilated) and pointwise convolution: context of seconds."""

    def __init__(self, width, dilation):
        super().__init__()
        self.deep = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation, groups=width, bias=False)
        self.norm1 = nn.BatchNorm1d(width)
        self.point = nn.Conv1d(width, width, 1, bias=False)
        self.norm2 = nn.BatchNorm1d(width)

    def forward(self, x):
        return x + self.norm2(self.point(F.relu(self.norm1(self.deep(x)))))


class SoundModel(nn.Module):
    """`samples` [B, N] (16 kHz, N a multiple of 1600) -> logits [B, N / 1600, classes]; `of_mel` starts from the log-mel.

    Patches of 4x4 first: on two cores memory, not arithmetic, is what training waits for."""

    def __init__(self, classes=len(NAMES), widths=(64, 128, 256), width=320, teacher=521):
        super().__init__()
        a, b, c = widths
        self.mel = LogMel()
        self.norm = nn.BatchNorm1d(MELS)
        self.stem = nn.Sequential(nn.Conv2d(1, a, 6, 4, 1, bias=False), nn.BatchNorm2d(a), nn.ReLU())
        self.body = nn.Sequential(Separable(a, a), Separable(a, b, (2, 2)), Separable(b, b), Separable(b, b), Separable(b, c, (1, 2)), Separable(c, c),
                                  Separable(c, c))
        self.flat = nn.Sequential(nn.Conv2d(c, width, (1, 4), groups=2, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.time = nn.Sequential(*[Temporal(width, d) for d in (1, 2, 4, 8)])
        self.drop = nn.Dropout(.2)
        self.head = nn.Conv1d(width, classes, 1)
        nn.init.constant_(self.head.bias, -4.)
        # For training only: what the teacher says of windows of ten rows, and the middle and spread of its logits.
        self.heard = nn.Linear(width, teacher)
        self.register_buffer('middle', torch.zeros(teacher))
        self.register_buffer('spread', torch.ones(teacher))

    def features(self, mel):
        """[B, 1, 8 T, MELS] -> [B, width, T]."""
        x = self.norm(mel[:, 0].transpose(1, 2)).transpose(1, 2)[:, None]
        x = self.flat(self.body(self.stem(x)))[..., 0]
        return self.drop(F.relu(self.time(x)))

    def of_mel(self, mel):
        return self.head(self.features(mel)).transpose(1, 2)

    def with_heard(self, mel):
        """Logits as `of_mel`, and [B, T / 5, teacher]: its logits, in spreads from the middle, for windows that begin every five rows (the last goes round)."""
        x = self.features(mel)
        windows = F.avg_pool1d(torch.cat([x, x[..., :5]], -1), 10, 5)
        return self.head(x).transpose(1, 2), self.heard(windows.transpose(1, 2))

    def forward(self, samples):
        return self.of_mel(self.mel(samples))
