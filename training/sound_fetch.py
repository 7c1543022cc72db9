"""Downloads the Debian packages with sounds and unpacks what can be heard, its licences included."""
import io
import os
import re
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

# Debian 12 packages; what each gave and its licence: SOUND_SOURCES.md.
PACKAGES = '''0ad-data 7kaa-data abe-data alienblaster-data alsa-utils asc-music asterisk-core-sounds-en-wav asterisk-core-sounds-es-wav
asterisk-core-sounds-fr-wav asterisk-core-sounds-it-wav asterisk-core-sounds-ru-wav asterisk-moh-opsound-wav atanks-data avldrums.lv2-soundfont
bambam berusky2-data boswars-data briquolo-data btanks-data bucklespring-data bzflag-data cataclysm-dda-data caveexpress-data chromium-bsu-data
codec2-examples colobot-common-sounds csmash-data csound-soundfont cube2-data deepin-sound-theme dopewars-data endless-sky-data enigma-data
extremetuxracer-data fillets-ng-data flare-game flightgear-data-base fluid-soundfont-gm fluid-soundfont-gs focuswriter foobillardplus-data freecol
freedink-data freedroid-data freedroidrpg-data freetennis-common fretsonfire-songs-muldjord fretsonfire-songs-sectoid gcompris-qt-data gl-117-data
glob2-data gnome-control-center-data hedgewars-data heroes-sound-effects hydrogen-drumkits kapman klettres-data knights lbreakout2-data
lincity-ng-data linphone-common lmms-common lomiri-sounds ltris lugaru-data manaplus-data marsshooter-data mate-media-common megaglest-data
micropolis-data minetest-data minetest-mod-homedecor minetest-mod-mesecons minetest-mod-mobs-redo minetest-mod-nether minetest-mod-xdecor
mirrormagic-data moon-lander-data musescore-general-soundfont-small naev-data netpanzer-data nexuiz-data openarena-088-data openarena-data
opencity-data openclonk-data openttd-opensfx opl3-soundfont orbital-eunuchs-sniper-data oxygen-sounds performous pidgin-data pinball-data
pingus-data planetblupi-common pocketsphinx-testdata pokerth-data powermanga-data psi-plus-sounds pysiogame raincat-data redeclipse-data ri-li-data
scorched3d-data searchandrescue-data simutrans-pak64 sonic-pi-samples sound-icons sound-theme-freedesktop starfighter-data supercollider-common
supertux-data supertuxkart-data tecnoballz-data timgm6mb-soundfont toppler torcs-data trackballs-data tuxmath-data tuxpaint-data
tuxpaint-stamps-default tuxtype-data twinkle-common ufoai-sound unknown-horizons warmux-data warzone2100-data wesnoth-1.16-data widelands-data
wordwarvi-sound xboard xmoto-data yaru-theme-sound'''.split()
HEARD = ('wav', 'ogg', 'oga', 'mp3', 'flac', 'opus', 'aif', 'aiff', 'aifc', 'au', 'mid', 'midi', 'sf2', 'sf3', 'rcc', 'cat', 'ocg', 'ocd', 'pk3', 'zip', 'wz')


def fetch(folder):
    """Downloads what is missing into `folder`/deb, then unpacks it into `folder`/files/PACKAGE/."""
    deb, files = folder / 'deb', folder / 'files'
    deb.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not any(deb.glob(f'{package}_*.deb')) and subprocess.run(['apt-get', 'download', '-q', package], cwd=deb).returncode:
            print('not to be had:', package)
        for path in deb.glob(f'{package}_*.deb'):
            unpack(path, files / package)


def unpack(path, out):
    """The sounds, soundfonts and copyright files of one Debian package; archives of games are opened."""
    mark = out / '.unpacked'
    if mark.exists():
        return
    out.mkdir(parents=True, exist_ok=True)
    names = [f'*.{e}' for e in HEARD] + [f'*.{e.upper()}' for e in HEARD] + ['*/copyright', '*icen[sc]e*', '*LICEN[SC]E*', '*REDITS*', '*redits*']
    tar = subprocess.Popen(['dpkg-deb', '--fsys-tarfile', str(path)], stdout=subprocess.PIPE)
    subprocess.run(['tar', 'x', '-C', str(out), '--wildcards', *names], stdin=tar.stdout, stderr=subprocess.DEVNULL)
    tar.wait()
    for archive, opened in (('*.rcc', from_qt), ('*.cat', from_openttd), ('*.oc[gd]', from_clonk), ('*.pk3', from_zip), ('*.zip', from_zip), ('*.wz', from_zip)):
        for found in filter(Path.is_file, list(out.rglob(archive))):
            for name, data in opened(found if opened is from_zip else found.read_bytes()):
                to = found.with_suffix('.opened') / name
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(data)
            if opened is from_zip:   # gigabytes of pictures
                found.unlink()
    mark.touch()


def from_qt(b):
    """(name, bytes) of the sounds of a Qt resource file (format: qresource.cpp of Qt)."""
    if b[:4] != b'qres':
        return
    version, tree, data, names = struct.unpack('>4I', b[4:20])
    size = 22 if version >= 2 else 14

    def walk(node, folder):
        at = tree + node * size
        name_at, flags = struct.unpack('>IH', b[at:at + 6])
        n, = struct.unpack('>H', b[names + name_at:names + name_at + 2])
        name = b[names + name_at + 6:names + name_at + 6 + 2 * n].decode('utf-16-be') if node else ''
        if flags & 2:
            count, first = struct.unpack('>II', b[at + 6:at + 14])
            for child in range(first, first + count):
                yield from walk(child, f'{folder}{name}/' if name else folder)
            return
        start = data + struct.unpack('>I', b[at + 10:at + 14])[0]
        length, = struct.unpack('>I', b[start:start + 4])
        if name.rsplit('.')[-1] in HEARD and not flags & 4:
            body = b[start + 4:start + 4 + length]
            yield folder + name, zlib.decompress(body[4:]) if flags & 1 else body
    yield from walk(0, '')


def from_openttd(b):
    """(name, bytes) of a sound set of OpenTTD: a table of offsets and sizes, then name, RIFF, name each."""
    first = struct.unpack('<I', b[:4])[0] & 0x7fffffff
    for i in range(first // 8):
        at, size = struct.unpack('<II', b[8 * i:8 * i + 8])
        at &= 0x7fffffff
        label = b[at + 1:at + 1 + b[at]].split(b'\0')[0].decode('latin-1')
        start = b.find(b'RIFF', at, at + 300)
        if start >= 0:
            yield re.sub(r'[^A-Za-z0-9]+', '_', f'{i:02d}_{label}') + '.wav', b[start:start + size]


def from_clonk(b):
    """(name, bytes) of the sounds of an OpenClonk group file: gzip with other magic bytes, a scrambled head, then fixed-size entries."""
    if b[:2] in (b'\x1e\x8c', b'\x1f\x8b'):
        b = zlib.decompress(b'\x1f\x8b' + b[2:], 31)
    head = bytearray(b[:204])
    for i in range(0, 202, 3):
        head[i], head[i + 2] = head[i + 2], head[i]
    count, = struct.unpack('<i', bytes(x ^ 237 for x in head[36:40]))
    for i in range(count):
        entry = b[204 + 316 * i:520 + 316 * i]
        name = entry[:260].split(b'\0')[0].decode('latin-1')
        _, child, size, _, offset = struct.unpack('<5i', entry[260:280])
        body = b[204 + 316 * count + offset:][:size]
        if child:
            yield from ((f'{name}/{n}', d) for n, d in from_clonk(body))
        elif name.rsplit('.')[-1].lower() in HEARD:
            yield name, body


def from_zip(b):
    """(name, bytes) of the sounds of a zip archive (pk3 and wz are such), given as bytes or a path."""
    with zipfile.ZipFile(io.BytesIO(b) if isinstance(b, bytes) else b) as z:
        yield from ((n, z.read(n)) for n in z.namelist() if n.rsplit('.')[-1].lower() in HEARD)


def folder(given):
    """The folder for sounds: as given, else the environment's SOUNDS."""
    path = given or os.environ.get('SOUNDS')
    if not path:
        raise SystemExit('say where sounds are to be kept: --folder or the variable SOUNDS')
    return Path(path)
