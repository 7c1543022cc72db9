"""Sounds worked out sample by sample, for training only: signals, machines, weather and strokes, each time with other numbers.

Recordings of these are few and each sounds its own way; these keep the encoder from learning the recordings. None is in validation or test."""
import numpy as np

RATE = 16000


def band(rng, n, low, high, slope=0.):
    """Noise between two frequencies (Hz) whose amplitude goes with frequency ** -slope; its peak is 1."""
    f = np.fft.rfftfreq(n, 1 / RATE)
    gate = 1 / (1 + (low / np.maximum(f, 1)) ** 6) / (1 + (f / high) ** 6) * np.maximum(f, 20) ** -slope
    x = np.fft.irfft(np.fft.rfft(rng.normal(0, 1, n)) * gate, n)
    return x / (np.abs(x).max() + 1e-9)


def slow(rng, n, rate, low=0.):
    """A smooth random curve from `low` to 1 with about `rate` turns a second."""
    points = rng.random(max(4, int(n / RATE * rate) + 4))
    return low + (1 - low) * np.interp(np.linspace(0, len(points) - 1, n), np.arange(len(points)), points)


def tone(hz, harmonics):
    """A tone of changing pitch (`hz`: one value a sample) with harmonics of given amplitudes; nothing over 7.5 kHz."""
    turns = 2 * np.pi * np.cumsum(hz) / RATE
    return sum(a * np.sin(k * turns) * (k * hz < 7500) for k, a in enumerate(harmonics, 1))


def decay(n, seconds):
    return np.exp(-np.arange(n) / RATE / seconds)


def strokes(rng, n, gap, make, jitter=.2):
    """Strokes `make()` in a row, `gap` seconds apart."""
    x, at = np.zeros(n + 2 * RATE), 0.
    while at < n:
        y = make()
        x[int(at):int(at) + len(y)] += y[:len(x) - int(at)] * rng.uniform(.6, 1)
        at += gap * RATE * max(.2, 1 + rng.normal(0, jitter))
    return x[:n]


def rolloff(rng, count):
    return rng.random(count) / np.arange(1, count + 1) ** rng.uniform(.2, 1.5)


def alarm(rng, n):
    hz, hz2, on, kind = rng.uniform(700, 3800), rng.uniform(700, 3800), rng.uniform(.06, .5), rng.random()
    t = np.arange(n) / RATE
    beat = t % (on * rng.uniform(1.6, 2.4)) < on
    if kind < .3:
        group = t % rng.uniform(.8, 1.5) < rng.uniform(.4, .7)
        return tone(np.full(n, hz), rolloff(rng, 5)) * beat * group
    if kind < .5:
        return tone(np.where(beat, hz, hz2), rolloff(rng, 5))
    if kind < .7:  # a buzzer
        return np.sign(np.sin(2 * np.pi * rng.uniform(90, 450) * t)) * (1 if rng.random() < .3 else beat) + band(rng, n, 200, 4000) * .1
    return tone(np.full(n, hz), rolloff(rng, 5)) * beat


def phone(rng, n):
    t = np.arange(n) / RATE
    ring = t % rng.uniform(2, 4) < rng.uniform(.8, 2)
    kind = rng.random()
    if kind < .4:  # a bell struck 15 to 30 times a second
        a, b = rng.uniform(900, 1800), rng.uniform(1.15, 1.6)
        x = sum(strokes(rng, n, 1 / rng.uniform(15, 30), lambda f=f: np.sin(2 * np.pi * f * np.arange(3000) / RATE) * decay(3000, .05), .02) for f in (a, a * b, a * 2.7))
        return x * ring
    if kind < .7:  # a warble between two pitches
        a, b = rng.uniform(500, 1600), rng.uniform(1.1, 1.5)
        return tone(np.where(t % (2 / rng.uniform(12, 30)) < 1 / 25, a, a * b), rolloff(rng, 6)) * ring
    if kind < .85:  # keys
        low, high = (697, 770, 852, 941), (1209, 1336, 1477)
        return strokes(rng, n, rng.uniform(.15, .4), lambda: sum(np.sin(2 * np.pi * f * np.arange(1800) / RATE) for f in (rng.choice(low), rng.choice(high))), .1)
    notes = rng.choice(np.array([523, 587, 659, 784, 880, 1047, 1175, 1319]), 6)
    step = rng.uniform(.08, .25)
    return tone(notes[(t / step).astype(int) % 6].astype(float), rolloff(rng, 6)) * ring


def siren(rng, n):
    t, low, high = np.arange(n) / RATE, rng.uniform(350, 800), rng.uniform(1.4, 2.6)
    period, kind = rng.choice([rng.uniform(.15, .4), rng.uniform(1., 6.)]), rng.random()
    phase = (t / period + rng.random()) % 1
    if kind < .35:
        wave = (phase < .5).astype(float)
        period = rng.uniform(.8, 1.4)
    elif kind < .75:
        wave = .5 - .5 * np.cos(2 * np.pi * phase)
    else:
        wave = phase
    return tone(low * high ** wave, rolloff(rng, 7)) * (1 + band(rng, n, 1, 4))


def horn(rng, n):
    ship, x = rng.random() < .3, 0
    base = rng.uniform(70, 180) if ship else rng.uniform(280, 520)
    for k in (1, rng.uniform(1.18, 1.3), 1.5)[:rng.integers(1, 4)]:
        x = x + tone(base * k * (1 + .004 * slow(rng, n, 3)), rng.random(14) / np.arange(1, 15) ** rng.uniform(0, .8))
    t = np.arange(n) / RATE
    return x if ship or rng.random() < .4 else x * (t % rng.uniform(.4, 1.4) < rng.uniform(.2, .8))


def bell(rng, n):
    base, small = np.exp(rng.uniform(np.log(150), np.log(2500))), rng.random() < .4

    def one():
        m = int(rng.uniform(.5, 3) * RATE)
        return sum(a * np.sin(2 * np.pi * base * k * np.arange(m) / RATE) * decay(m, long / k ** .6) for k, a, long in zip(
            (.5, 1, 1.2, 1.5, 2, 2.5, 3, 4.2, 5.4), rng.random(9), rng.uniform(.2, 1.5, 9)) if base * k < 7500)
    return strokes(rng, n, rng.uniform(.08, .3) if small else rng.uniform(.5, 3), one, .1)


def click(rng, low, high, long):
    m = int(rng.uniform(3, 8) * long * RATE) + 20
    return band(rng, m, low, high) * decay(m, long)


def hollow(rng, base, long, noise=.3):
    """A stroke on wood or metal: a few modes and a click."""
    m = int(6 * long * RATE) + 200
    x = sum(rng.random() * np.sin(2 * np.pi * base * k * np.arange(m) / RATE + rng.random() * 6) * decay(m, long / k ** .5)
            for k in (1, rng.uniform(1.4, 2.2), rng.uniform(2.3, 3.5), rng.uniform(3.6, 6)) if base * k < 7000)
    y = click(rng, 200, 6000, long * .2)[:m]
    x[:len(y)] += noise * y
    return x


def clock(rng, n):
    a, b, long = rng.uniform(800, 4500), rng.uniform(.7, 1.4), rng.uniform(.002, .012)
    state = [0]

    def one():
        state[0] ^= 1
        return hollow(np.random.default_rng(int(a) + state[0]), min(a * (b if state[0] else 1), 6000), long)
    return strokes(rng, n, rng.choice([.2, .25, .5, .5, 1., 1.]) * rng.uniform(.9, 1.1), one, .01)


def knock(rng, n):
    base, long, gap = rng.uniform(90, 500), rng.uniform(.01, .04), rng.uniform(.13, .4)
    return strokes(rng, min(n, int(gap * rng.integers(2, 8) * RATE)), gap, lambda: hollow(rng, base, long, rng.uniform(.1, .4)), .08)


def hammer(rng, n):
    base, long = rng.uniform(200, 2500), rng.uniform(.02, .15)
    return strokes(rng, n, rng.uniform(.3, 1.), lambda: hollow(rng, base, long, rng.uniform(.4, 1)), .15)


def footsteps(rng, n):
    low, high, long = rng.uniform(60, 300), rng.uniform(800, 5000), rng.uniform(.01, .05)

    def one():
        x = np.zeros(4800)
        for at, a in ((0, 1.), (int(rng.uniform(.05, .13) * RATE), rng.uniform(.2, .8))):
            y = click(rng, low, high, long)[:4800 - at]
            x[at:at + len(y)] += a * y
        return x
    return strokes(rng, n, rng.uniform(.35, .75), one, .06)


def typing(rng, n):
    low, high, long = rng.uniform(600, 2500), rng.uniform(3500, 7500), rng.uniform(.002, .01)
    return strokes(rng, n, rng.uniform(.09, .3), lambda: click(rng, low, high, long), .5)


def motor(rng, n, hz, pulse=12):
    x = tone(hz, rng.random(pulse) / np.arange(1, pulse + 1) ** rng.uniform(.2, 1.2))
    return x / (np.abs(x).max() + 1e-9)


def engine(rng, n):
    t = np.linspace(0, 1, n)
    hz = rng.uniform(22, 160) * (1 + rng.uniform(0, 1.2) * slow(rng, n, rng.uniform(.2, 1.)) if rng.random() < .6 else 1 + .02 * slow(rng, n, 4)) * np.ones(n)
    x = motor(rng, n, hz, 40) + rng.uniform(.1, 1) * band(rng, n, 50, rng.uniform(400, 4000), .7) * (1 + .7 * np.sin(2 * np.pi * np.cumsum(hz) / RATE))
    return x * (np.exp(-((t - .5) / rng.uniform(.15, .4)) ** 2) if rng.random() < .4 else 1)


def aircraft(rng, n):
    t = np.linspace(0, 1, n)
    if rng.random() < .5:  # a propeller, its pitch falling as it passes
        hz = rng.uniform(50, 130) * (1 - rng.uniform(0, .2) / (1 + np.exp(-(t - .5) * 12)))
        x = motor(rng, n, hz, 30) + rng.uniform(.1, .5) * band(rng, n, 80, 2500, .5)
    else:
        x = band(rng, n, 60, rng.uniform(1500, 6000), rng.uniform(.2, .9)) + rng.uniform(0, .3) * tone(rng.uniform(1200, 4000) * (1 - .1 * t), [1.]) * slow(rng, n, 2)
    return x * (.1 + np.exp(-((t - rng.uniform(.4, .6)) / rng.uniform(.2, .5)) ** 2))


def helicopter(rng, n):
    rate = rng.uniform(9, 22)
    chop = np.maximum(0, np.sin(2 * np.pi * rate * np.arange(n) / RATE)) ** rng.uniform(2, 12)
    return band(rng, n, 40, rng.uniform(300, 2500), .6) * (.15 + chop) * slow(rng, n, .5, .4) + rng.uniform(0, .2) * motor(rng, n, np.full(n, rng.uniform(60, 400)), 10)


def train(rng, n):
    beat = rng.uniform(.35, 1.2)
    if rng.random() < .4:  # steam
        puff = np.maximum(0, np.sin(np.pi * ((np.arange(n) / RATE / (beat * .6)) % 1))) ** 3
        return band(rng, n, 150, rng.uniform(2000, 6000), .3) * (.1 + puff)

    def clack():
        x = np.zeros(8000)
        for at in (0, int(rng.uniform(.1, .18) * RATE)):
            y = hollow(rng, rng.uniform(120, 700), .02, .6)[:8000 - at]
            x[at:at + len(y)] += y
        return x
    return strokes(rng, n, beat, clack, .02) * rng.uniform(.3, 1) + band(rng, n, 40, rng.uniform(600, 4000), .7)


def wind(rng, n):
    low = rng.uniform(60, 300)
    x = band(rng, n, low, rng.uniform(500, 1600), .5) * slow(rng, n, rng.uniform(.4, 1.2), .1)
    for _ in range(rng.integers(0, 4)):  # whistling
        c = rng.uniform(250, 1300)
        x += rng.uniform(.1, .6) * band(rng, n, c, c * 1.08) * slow(rng, n, rng.uniform(.4, 1.2)) ** 2
    return x


def waves(rng, n):
    t, period = np.arange(n) / RATE, rng.uniform(3, 9)
    phase = (t / period + rng.random()) % 1
    rise = np.minimum(phase / rng.uniform(.2, .5), 1) * np.exp(-np.maximum(phase - .4, 0) * rng.uniform(2, 6))
    return band(rng, n, 60, 1500, .4) * (.3 + rise) + band(rng, n, 500, 6500, .2) * rise ** 2 * rng.uniform(.3, 1)


def drops(rng, n, rate, make):
    x = np.zeros(n + RATE)
    kinds = [make() for _ in range(24)]
    for at in rng.integers(0, n, int(rate * n / RATE)):
        y = kinds[rng.integers(24)]
        x[at:at + len(y)] += y * rng.uniform(.1, 1) ** 2
    return x[:n]


def rain(rng, n):
    low = rng.uniform(800, 2500)
    x = drops(rng, n, rng.uniform(60, 400), lambda: click(rng, low, 7500, rng.uniform(.001, .006)))
    return x / (np.abs(x).max() + 1e-9) + rng.uniform(.2, 1.5) * band(rng, n, 300, 7500, rng.uniform(0, .3))


def fire(rng, n):
    low = rng.uniform(500, 2000)
    x = drops(rng, n, rng.uniform(5, 50), lambda: click(rng, low, 7500, rng.uniform(.0005, .006)))
    return x / (np.abs(x).max() + 1e-9) + rng.uniform(.03, .4) * band(rng, n, 40, rng.uniform(300, 2500), .6) * slow(rng, n, 5, .3)


def insects(rng, n):
    t, hz = np.arange(n) / RATE, rng.uniform(2200, 6500)
    if rng.random() < .3:  # a fly or a bee
        return motor(rng, n, rng.uniform(120, 450) * (1 + .2 * slow(rng, n, 4)), 14) * slow(rng, n, 2, .2)
    pulse = np.maximum(0, np.sin(2 * np.pi * rng.uniform(15, 70) * t)) ** 2
    chirp = t % rng.uniform(.2, 1.2) < rng.uniform(.1, .8)
    return tone(hz * (1 + .02 * slow(rng, n, 5)), [1., .2]) * pulse * (1 if rng.random() < .35 else chirp) + .02 * band(rng, n, 2000, 7500)


def bird(rng, n):
    kinds = []
    for _ in range(rng.integers(1, 4)):
        m, a, b = int(rng.uniform(.04, .3) * RATE), rng.uniform(1600, 6000), rng.uniform(.6, 1.6)
        wobble = 1 + rng.uniform(0, .15) * np.sin(2 * np.pi * rng.uniform(5, 60) * np.arange(m) / RATE)
        kinds.append(tone(np.minimum(a * b ** np.linspace(0, 1, m) * wobble, 7000), [1., rng.uniform(0, .3)]) * np.hanning(m))
    return strokes(rng, n, rng.uniform(.1, .7), lambda: kinds[rng.integers(len(kinds))], .4)


def frog(rng, n):
    rate, c, long = rng.uniform(18, 80), rng.uniform(300, 2500), rng.uniform(.15, .8)

    def croak():
        m = int(long * RATE)
        return band(rng, m, c, c * rng.uniform(1.2, 2.)) * np.maximum(0, np.sin(2 * np.pi * rate * np.arange(m) / RATE)) ** 2 * np.hanning(m)
    return strokes(rng, n, long * rng.uniform(1.2, 3), croak, .2)


def applause(rng, n):
    low = rng.uniform(400, 1200)
    return drops(rng, n, np.exp(rng.uniform(np.log(15), np.log(600))), lambda: click(rng, low, rng.uniform(2000, 6000), rng.uniform(.004, .015))) * slow(rng, n, .7, .4)


def thunder(rng, n):
    x = band(rng, n, 25, rng.uniform(150, 900), .8) * slow(rng, n, rng.uniform(2, 8), .1) * decay(n, rng.uniform(.6, 2.5))
    y = click(rng, 200, 6000, rng.uniform(.05, .3))[:n]
    x[:len(y)] += y * rng.uniform(0, .7)
    return x


def explosion(rng, n):
    long = rng.uniform(.15, .9)
    return band(rng, n, 25, rng.uniform(300, 3500), .6) * decay(n, long) * np.minimum(1, np.arange(n) / rng.uniform(10, 600))


def gunshot(rng, n):
    high, long = rng.uniform(2500, 7500), rng.uniform(.015, .12)

    def shot():
        m = int(long * 7 * RATE)
        return band(rng, m, rng.uniform(60, 400), high, .2) * decay(m, long)
    return strokes(rng, n, rng.uniform(.09, .2) if rng.random() < .4 else rng.uniform(.4, 1.2), shot, .05) if rng.random() < .7 else shot()


def door(rng, n):
    m = int(rng.uniform(.3, .7) * RATE)
    slam = band(rng, m, 40, rng.uniform(300, 1500), .6) * decay(m, rng.uniform(.03, .12))
    for _ in range(rng.integers(0, 4)):  # the latch
        y, at = hollow(rng, rng.uniform(500, 2500), .008, .8), rng.integers(0, m // 2)
        slam[at:at + len(y)] += rng.uniform(.1, .5) * y[:m - at]
    if rng.random() < .6:
        return slam
    k = int(rng.uniform(.4, 1.8) * RATE)  # it creaks first
    rate = rng.uniform(25, 160) * (1 + slow(rng, k, 3))
    creak = motor(rng, k, rate, 50) * slow(rng, k, 4) * band(rng, k, 300, 4000)
    return np.concatenate([creak * rng.uniform(.3, 1.5), slam * (rng.random() < .6)])


MAKERS = {f.__name__: f for f in (alarm, phone, siren, horn, bell, clock, knock, hammer, footsteps, typing, engine, aircraft, helicopter, train, wind, waves, rain,
                                  fire, insects, bird, frog, applause, thunder, explosion, gunshot, door)}


def made(rng, name, seconds):
    """Samples (float32, peak .9) of a class of MAKERS."""
    x = np.asarray(MAKERS[name](rng, int(seconds * RATE)), np.float32)
    return x / (np.abs(x).max() + 1e-9) * np.float32(.9)
