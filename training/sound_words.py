"""The sound classes in the encoder's order, words for them, what makes them, kinds of sounds, groups that are confused, and YAMNet's names for them.

SOUNDS: class name -> (nouns, clauses). `*` marks what is held out of training ("unseen words"). A noun can follow "when do you hear"; a clause is
what happens: "when does {someone speak}" is made of "someone speaks".
"""

SOUNDS = {
    'speech': ('talking, speaking, voices, a voice, people talking, conversation, someone talking, *a talk, narration',
               'someone speaks, someone talks, a person speaks, somebody talks, people talk, anyone speaks, *a voice is heard'),
    'male voice': ('a man speaking, a man talking, a male voice, *the voice of a man', 'a man speaks, a man talks, the man speaks, the man talks, *a guy speaks'),
    'female voice': ('a woman speaking, a woman talking, a female voice, *the voice of a woman', 'a woman speaks, a woman talks, the woman speaks, she speaks, *a lady speaks'),
    'child voice': ('a child speaking, a kid talking, children talking, *the voice of a child', 'a child speaks, a kid talks, children talk, *a boy speaks'),
    'singing': ('a song, vocals, a choir, *a singer', 'someone sings, a choir sings, people sing, *a woman sings'),
    'music': ('a tune, a melody, songs, *a soundtrack', 'music plays, the music plays, a band plays, *an orchestra plays'),
    'piano': ('the piano, piano music, *a grand piano', 'a piano plays, someone plays the piano, *the pianist plays'),
    'guitar': ('the guitar, guitar music, *an acoustic guitar', 'a guitar plays, someone plays the guitar, *the guitarist plays'),
    'drums': ('drumming, a drum, percussion, *a drum kit', 'someone drums, the drums play, *a drummer plays'),
    'strings': ('violins, a violin, a cello, *a string section', 'a violin plays, the strings play, *a cellist plays'),
    'brass': ('a trumpet, trumpets, a trombone, *a tuba', 'a trumpet plays, someone blows a trumpet, *the brass plays'),
    'flute': ('a recorder, a whistle flute, woodwind, *a piccolo', 'a flute plays, someone plays the flute, *the flautist plays'),
    'organ': ('a church organ, organ music, an accordion, *a pipe organ', 'an organ plays, someone plays the organ, *the organist plays'),
    'dog': ('barking, a dog barking, a bark, dogs, a puppy, *woofing', 'the dog barks, a dog barks, dogs bark, *a hound barks'),
    'cat': ('meowing, a cat meowing, a meow, a kitten, *mewing', 'the cat meows, a cat meows, *a kitten mews'),
    'bird': ('birds, birdsong, birds singing, chirping, tweeting, *a songbird', 'a bird sings, birds sing, birds chirp, the bird chirps, *a bird tweets'),
    'chicken': ('a rooster, a hen, crowing, clucking, a cock, *hens', 'a rooster crows, a chicken clucks, a hen clucks, *a cock crows'),
    'duck': ('quacking, a goose, ducks, *a quack', 'a duck quacks, ducks quack, *a goose honks'),
    'cow': ('mooing, cattle, a moo, cows, *a bull', 'a cow moos, the cow moos, *cattle moo'),
    'sheep': ('bleating, a goat, a lamb, sheep bleating, *a baa', 'a sheep bleats, the sheep bleats, *a goat bleats'),
    'pig': ('oinking, grunting, a boar, pigs, *an oink', 'a pig grunts, a pig oinks, *the boar grunts'),
    'horse': ('neighing, hooves, horses, a whinny, *a clip-clop', 'a horse neighs, the horse neighs, *a horse gallops'),
    'wolf': ('howling, a howl, wolves, a coyote, *a wolf howl', 'a wolf howls, wolves howl, *a coyote howls'),
    'frog': ('croaking, frogs, a toad, *a croak', 'a frog croaks, frogs croak, *a toad croaks'),
    'insects': ('crickets, buzzing, bees, cicadas, a fly, *a wasp', 'crickets chirp, insects buzz, a bee buzzes, *flies buzz'),
    'engine': ('a motor, an engine running, a car, motors, revving, a motorcycle, *a diesel', 'an engine runs, a motor runs, a car drives, a car passes, the engine revs, *a motorbike passes'),
    'train': ('a railway train, a locomotive, a steam train, *a tram', 'a train passes, the train goes by, *a tram passes'),
    'aircraft': ('an aeroplane, a plane, an airplane, a jet, *an airliner', 'a plane flies, a plane flies over, a jet passes, *an aeroplane takes off'),
    'helicopter': ('a chopper, rotor blades, helicopters, *rotors', 'a helicopter flies, a helicopter passes, *a chopper flies'),
    'horn': ('a car horn, honking, a ship horn, a foghorn, beeping cars, *a klaxon', 'a horn sounds, a car honks, someone honks, *a driver honks'),
    'siren': ('an ambulance, a police siren, a fire engine, police, *an emergency vehicle', 'a siren sounds, a siren wails, an ambulance passes, *the police come'),
    'bell': ('bells, a church bell, ringing bells, a chime, a doorbell, *a gong', 'a bell rings, bells ring, the bell rings, *a doorbell rings'),
    'phone': ('a telephone, a ringtone, a phone ringing, *a ringing phone', 'a phone rings, the phone rings, the telephone rings, *a mobile rings'),
    'alarm': ('beeping, an alarm clock, a beep, a buzzer, beeps, *a smoke alarm', 'an alarm goes off, an alarm sounds, something beeps, *the alarm rings'),
    'clock': ('ticking, a clock ticking, a ticking clock, *tick tock', 'a clock ticks, the clock ticks, *a watch ticks'),
    'knock': ('knocking, a knock on the door, tapping, *a rap', 'someone knocks, somebody knocks, *there is a knock'),
    'door': ('a door closing, a slamming door, a creaking door, *a gate', 'a door closes, a door opens, the door slams, *the door creaks'),
    'applause': ('clapping, cheering, a crowd, cheers, *an ovation', 'people clap, people cheer, a crowd cheers, someone claps, *the audience applauds'),
    'laughter': ('laughing, a laugh, giggling, *chuckling', 'someone laughs, people laugh, a person laughs, *somebody giggles'),
    'cough': ('coughing, a sneeze, sneezing, *throat clearing', 'someone coughs, a person coughs, someone sneezes, *somebody coughs'),
    'crying': ('a baby crying, sobbing, weeping, *a crying baby', 'someone cries, a baby cries, the baby cries, *a child sobs'),
    'scream': ('screaming, shouting, a shout, yelling, a yell, *shrieking', 'someone screams, someone shouts, a person yells, *somebody shrieks'),
    'typing': ('a keyboard, keystrokes, typing on a keyboard, *a typewriter', 'someone types, a person types, *somebody types'),
    'footsteps': ('steps, walking, someone walking, *footfall', 'someone walks, a person walks, *somebody runs'),
    'hammer': ('hammering, banging, a hammer blow, chopping, *an anvil', 'someone hammers, someone chops wood, *somebody bangs'),
    'saw': ('sawing, a drill, drilling, a chainsaw, power tools, *a jackhammer', 'someone saws, someone drills, *somebody saws'),
    'glass': ('breaking glass, glass breaking, shattering, *a glass smashing', 'glass breaks, a glass breaks, *a window shatters'),
    'water': ('running water, a stream, splashing, a waterfall, dripping, *a tap', 'water runs, water flows, something splashes, *water drips'),
    'waves': ('the sea, ocean waves, surf, the ocean, *breakers', 'waves break, the waves roll, *the sea roars'),
    'rain': ('rainfall, raining, raindrops, *a downpour', 'it rains, rain falls, the rain falls, *it pours'),
    'wind': ('a breeze, blowing wind, gusts, *a gale', 'the wind blows, wind blows, *it is windy'),
    'thunder': ('a thunderstorm, a thunderclap, lightning, *a storm', 'it thunders, thunder rolls, *there is a storm'),
    'fire': ('flames, crackling, a campfire, burning, *a bonfire', 'a fire burns, something burns, the fire crackles, *flames crackle'),
    'explosion': ('a blast, an explosion, a bang, fireworks, *a bomb', 'something explodes, a bomb goes off, *fireworks go off'),
    'gunshot': ('shots, gunfire, a shot, shooting, a gun, *a rifle', 'someone shoots, a gun fires, shots are fired, *a rifle fires'),
}
NAMES = list(SOUNDS)
SOUND_INDEX = {name: i for i, name in enumerate(NAMES)}
# A class in front of a colon is heard whenever one of those behind it is.
PARENTS = {'speech': 'male voice, female voice, child voice', 'music': 'piano, guitar, drums, strings, brass, flute, organ, singing'}
SOUND_KINDS = {
    'animal': 'dog, cat, bird, chicken, duck, cow, sheep, pig, horse, wolf, frog, insects',
    'farm animal': 'chicken, duck, cow, sheep, pig, horse',
    'vehicle': 'engine, train, aircraft, helicopter, siren, horn',
    'instrument': 'piano, guitar, drums, strings, brass, flute, organ',
    'person': 'speech, singing, laughter, cough, crying, scream, applause, footsteps',
    'weather': 'rain, wind, thunder',
    'signal': 'horn, siren, bell, phone, alarm',
    'tool': 'hammer, saw',
}
KIND_NOUNS = {'animal': 'an animal, animals, a creature, some animal', 'farm animal': 'a farm animal, farm animals', 'vehicle': 'a vehicle, vehicles, traffic',
              'instrument': 'an instrument, instruments, a musical instrument', 'person': 'a person, people, a human, someone, anybody', 'weather': 'the weather, bad weather',
              'signal': 'a signal, a warning sound', 'tool': 'a tool, tools, work'}
# Members are taken for each other.
SOUND_GROUPS = [
    ['speech', 'male voice', 'female voice', 'child voice', 'singing', 'laughter', 'crying', 'scream'], ['music', 'piano', 'guitar', 'drums', 'strings', 'brass', 'flute', 'organ', 'singing'],
    ['dog', 'cat', 'wolf', 'cow', 'sheep', 'pig', 'horse'], ['bird', 'chicken', 'duck', 'frog', 'insects'], ['engine', 'train', 'aircraft', 'helicopter', 'saw'],
    ['horn', 'siren', 'bell', 'phone', 'alarm'], ['clock', 'knock', 'door', 'typing', 'footsteps', 'hammer', 'glass'], ['water', 'waves', 'rain', 'wind', 'applause', 'fire'],
    ['thunder', 'explosion', 'gunshot', 'door'], ['cough', 'laughter', 'dog'],
]


def nouns_of(name, held_out=False):
    """Noun phrases for a sound besides its name."""
    return [w.lstrip('*') for w in SOUNDS[name][0].split(', ') if w.startswith('*') == held_out]


def clauses_of(name, held_out=False):
    """What happens when it is heard: 'the dog barks'."""
    return [w.lstrip('*') for w in SOUNDS[name][1].split(', ') if w.startswith('*') == held_out]
