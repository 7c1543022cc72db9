"""What recordings are called (finer than the encoder's classes), the encoder's class each belongs to, and the labels of YAMNet that mean the same."""
from .sound_words import NAMES, PARENTS

# what a file is called: the class | YAMNet's labels (check of names, soft labels, comparison)
TABLE = '''
speech: speech | Speech; Child speech, kid speaking; Conversation; Narration, monologue; Speech synthesizer; Babbling; Whispering
man speaking: male voice | 
woman speaking: female voice | 
singing: singing | Singing; Choir; Chant; Child singing; Synthetic singing; Vocal music; A capella; Yodeling; Mantra; Rapping; Humming; Opera
laughter: laughter | Laughter; Baby laughter; Giggle; Snicker; Belly laugh; Chuckle, chortle
cough: cough | Cough; Throat clearing
crying: crying | Crying, sobbing; Baby cry, infant cry; Whimper; Wail, moan
scream: scream | Screaming; Shout; Bellow; Yell; Whoop; Children shouting
cheering: applause | Cheering
applause: applause | Applause; Clapping; Hands
crowd:  | Crowd; Hubbub, speech noise, speech babble; Chatter; Children playing
footsteps: footsteps | Walk, footsteps; Run; Shuffle
music: music | Music; Musical instrument; Orchestra; Pop music; Rock music; Electronic music; Soundtrack music; Theme music; Background music; Ambient music; Video game music; Jingle (music); Classical music; Synthesizer
piano: piano | Piano; Electric piano; Keyboard (musical); Harpsichord
guitar: guitar | Guitar; Electric guitar; Bass guitar; Acoustic guitar; Steel guitar, slide guitar; Strum; Banjo; Ukulele; Mandolin; Plucked string instrument
drums: drums | Drum kit; Drum; Snare drum; Bass drum; Drum roll; Percussion; Cymbal; Hi-hat; Drum machine; Timpani; Tabla; Rimshot; Tambourine; Wood block
violin: strings | Violin, fiddle; Cello; String section; Bowed string instrument; Double bass
trumpet: brass | Trumpet; Brass instrument; French horn; Trombone
flute: flute | Flute
organ: organ | Organ; Electronic organ; Hammond organ
saxophone: flute | Saxophone; Clarinet; Wind instrument, woodwind instrument
accordion: organ | Accordion; Harmonica
harp: music | Harp; Zither
xylophone: music | Marimba, xylophone; Glockenspiel; Vibraphone; Mallet percussion; Steelpan
dog barking: dog | Dog; Bark; Yip; Bow-wow; Growling; Whimper (dog)
cat meowing: cat | Cat; Meow; Purr; Caterwaul
birds singing: bird | Bird; Bird vocalization, bird call, bird song; Chirp, tweet; Squawk; Pigeon, dove; Coo
crow: bird | Crow; Caw
owl: bird | Owl; Hoot
rooster crowing: chicken | Crowing, cock-a-doodle-doo
chicken: chicken | Chicken, rooster; Cluck; Fowl; Turkey; Gobble
duck: duck | Duck; Quack; Goose; Honk
cow mooing: cow | Cattle, bovinae; Moo
sheep bleating: sheep | Sheep; Bleat; Goat
pig: pig | Pig; Oink
horse: horse | Horse; Clip-clop; Neigh, whinny
wolf howling: wolf | Howl; Canidae, dogs, wolves
lion roaring:  | Roaring cats (lions, tigers); Roar
elephant:  | 
frog croaking: frog | Frog; Croak
crickets: insects | Cricket; Insect
bee buzzing: insects | Bee, wasp, etc.; Fly, housefly; Mosquito; Buzz
engine: engine | Engine; Light engine (high frequency); Medium engine (mid frequency); Heavy engine (low frequency); Engine starting; Idling; Accelerating, revving, vroom; Engine knocking; Lawn mower; Chainsaw
car: engine | Car; Car passing by; Race car, auto racing; Traffic noise, roadway noise; Skidding; Tire squeal; Motor vehicle (road); Motorcycle
truck: engine | Truck; Bus; Air brake
train: train | Train; Rail transport; Train whistle; Train horn; Railroad car, train wagon; Subway, metro, underground; Train wheels squealing; Steam whistle
aircraft: aircraft | Aircraft; Aircraft engine; Jet engine; Propeller, airscrew; Fixed-wing aircraft, airplane
helicopter: helicopter | Helicopter
car horn: horn | Vehicle horn, car horn, honking; Toot; Air horn, truck horn; Car alarm
ship horn: horn | Foghorn; Ship
siren: siren | Siren; Police car (siren); Ambulance (siren); Fire engine, fire truck (siren); Emergency vehicle; Civil defense siren
bell: bell | Bell; Church bell; Chime; Bicycle bell; Doorbell; Ding-dong; Jingle bell; Gong; Singing bowl; Ding; Change ringing (campanology); Tubular bells; Cowbell
phone ringing: phone | Telephone; Telephone bell ringing; Ringtone; Telephone dialing, DTMF; Dial tone; Busy signal
alarm: alarm | Alarm; Alarm clock; Smoke detector, smoke alarm; Fire alarm; Beep, bleep; Buzzer; Reversing beeps
clock ticking: clock | Clock; Tick; Tick-tock
door: door | Door; Slam; Sliding door; Creak; Cupboard open or close; Drawer open or close; Squeak
knocking: knock | Knock; Tap
typing: typing | Typing; Typewriter; Computer keyboard
glass breaking: glass | Shatter; Breaking; Smash, crash; Glass
camera click:  | Camera; Single-lens reflex camera
hammering: hammer | Hammer; Tools; Clang
sawing: saw | Sawing; Chainsaw; Filing (rasp)
chopping wood: hammer | Chop; Wood; Chopping (food)
water: water | Water; Stream; Waterfall; Gurgling; Splash, splatter; Water tap, faucet; Drip; Pour; Trickle, dribble; Gush; Liquid; Slosh
rain: rain | Rain; Raindrop; Rain on surface
wind: wind | Wind; Wind noise (microphone); Rustling leaves
thunder: thunder | Thunder; Thunderstorm
sea waves: waves | Ocean; Waves, surf
fire: fire | Fire; Crackle
explosion: explosion | Explosion; Boom; Burst, pop; Eruption; Fireworks; Firecracker; Artillery fire
gunshot: gunshot | Gunshot, gunfire; Machine gun; Fusillade; Cap gun
child voice: child voice | Child speech, kid speaking
'''

CLASS_OF, YAMNET = {}, {}
for line in TABLE.strip().splitlines():
    called, rest = line.split(':', 1)
    name, labels = rest.split('|')
    CLASS_OF[called] = name.strip()
    YAMNET[called] = [x.strip() for x in labels.split(';') if x.strip()]
CALLED = list(CLASS_OF)
PARENT = {child: parent for parent, children in PARENTS.items() for child in children.split(', ')}


def labels_of(called):
    """The classes of a recording so called, parents after children; none for what is no class."""
    name = CLASS_OF[called]
    return [n for n in (name, PARENT.get(name)) if n]


# A sound made of single strokes is one event while the pauses are shorter than this, in seconds.
GAPS = {'footsteps': 1., 'typing': .8, 'clock': 1.2, 'hammer': 1.2, 'knock': .8, 'phone': .8, 'alarm': .8, 'applause': .8, 'music': 1., 'speech': .6, 'male voice': .6,
        'female voice': .6, 'child voice': .6, 'drums': .8, 'insects': .8, 'siren': .8, 'horse': .8, 'saw': .8}
GAP = .4
assert set(filter(None, CLASS_OF.values())) == set(NAMES)
