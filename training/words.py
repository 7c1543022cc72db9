"""The 80 COCO classes in the detector's order, other words for them, kinds of things, colours."""

# class name -> other words for it; `*` marks words that are held out of training (the "unseen words" split).
SYNONYMS = {
    'person': 'man, woman, boy, girl, child, kid, baby, lady, guy, adult, human, jockey, pedestrian, gentleman, fellow, toddler, infant, teenager, worker, skier, surfer, skater, cyclist, chef, farmer, tourist, bloke',
    'bicycle': 'bike, pushbike, *mountain bike, push bike',
    'car': 'automobile, sedan, taxi, cab, suv, hatchback, convertible, *police car, sports car, motor car',
    'motorcycle': 'motorbike, scooter, moped, dirt bike, trail bike, motor scooter',
    'airplane': 'aeroplane, plane, aircraft, jet, airliner, jumbo jet',
    'bus': 'minibus, double decker, *school bus',
    'train': 'locomotive, tram, railway carriage',
    'truck': 'lorry, pickup, van, *fire truck, pickup truck, fire engine',
    'boat': 'ship, sailboat, yacht, canoe, kayak, ferry, *rowing boat, sailing boat, vessel',
    'traffic light': 'stoplight, traffic signal, traffic lights',
    'fire hydrant': 'hydrant, fireplug',
    'stop sign': '',
    'parking meter': '',
    'bench': '*park bench',
    'bird': '*seagull, gull, pigeon, duck, goose, parrot, eagle, sparrow, chicken, swan, owl, crow, hen, rooster',
    'cat': 'kitten, kitty, tomcat, tabby, *house cat',
    'dog': 'puppy, doggy, hound, pup, *pooch, poodle, labrador, terrier, sheepdog',
    'horse': '*pony, stallion, mare, foal, colt, racehorse',
    'sheep': 'lamb, ewe, wool sheep',
    'cow': 'bull, calf, ox',
    'elephant': 'jumbo',
    'bear': 'grizzly, *brown bear, polar bear',
    'zebra': '',
    'giraffe': '',
    'backpack': 'rucksack, knapsack',
    'umbrella': 'parasol',
    'handbag': 'purse, tote',
    'tie': 'necktie, bow tie, cravat',
    'suitcase': 'briefcase',
    'frisbee': 'flying disc',
    'skis': 'ski',
    'snowboard': '',
    'sports ball': 'ball, football, basketball, baseball, *tennis ball, *soccer ball',
    'kite': 'toy kite',
    'baseball bat': 'bat',
    'baseball glove': 'mitt, catcher mitt',
    'skateboard': 'longboard',
    'surfboard': '',
    'tennis racket': 'racket, racquet, *tennis racquet',
    'bottle': 'flask, *water bottle',
    'wine glass': 'goblet, glass of wine, glass',
    'cup': 'mug, teacup, *coffee cup, beaker, tumbler',
    'fork': '',
    'knife': 'blade',
    'spoon': 'teaspoon, ladle',
    'bowl': '*salad bowl',
    'banana': 'plantain',
    'apple': '',
    'sandwich': 'burger, hamburger, toastie, sub, *club sandwich',
    'orange': 'tangerine, clementine, mandarin, satsuma',
    'broccoli': '',
    'carrot': '',
    'hot dog': 'hotdog, frankfurter',
    'pizza': 'margherita',
    'donut': 'doughnut',
    'cake': 'cupcake, gateau, *birthday cake, chocolate cake',
    'chair': 'armchair, stool, seat',
    'couch': 'sofa, settee, loveseat',
    'potted plant': 'plant, houseplant, flowerpot, pot plant',
    'bed': 'mattress, cot',
    'dining table': 'table, desk',
    'toilet': 'loo, lavatory, commode',
    'tv': 'television, telly, monitor, screen, television set, flat screen',
    'laptop': 'computer, macbook',
    'mouse': 'computer mouse',
    'remote': '*remote control',
    'keyboard': 'computer keyboard',
    'cell phone': 'phone, mobile, mobile phone, smartphone, cellphone, telephone',
    'microwave': 'microwave oven',
    'oven': 'cooker, stove, range',
    'toaster': '',
    'sink': 'basin, washbasin',
    'refrigerator': 'fridge, freezer, icebox',
    'book': 'novel, magazine, paperback, textbook',
    'clock': 'timepiece',
    'vase': '*flower vase',
    'scissors': 'pair of scissors, shears',
    'teddy bear': 'teddy, stuffed animal, soft toy, plush toy',
    'hair drier': 'hair dryer, hairdryer, blow dryer',
    'toothbrush': '',
}

KINDS = {
    'animal': 'bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe',
    'pet': 'cat, dog',
    'farm animal': 'horse, sheep, cow',
    'wild animal': 'elephant, bear, zebra, giraffe',
    'vehicle': 'bicycle, car, motorcycle, airplane, bus, train, truck, boat',
    'piece of furniture': 'chair, couch, bed, dining table, bench',
    'fruit': 'banana, apple, orange',
    'vegetable': 'broccoli, carrot',
    'snack': 'sandwich, hot dog, pizza, donut, cake',
    'piece of cutlery': 'fork, knife, spoon',
    'appliance': 'microwave, oven, toaster, refrigerator',
    'thing to sit on': 'chair, couch, bench',
    'thing to eat': 'banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake',
    'thing to ride': 'bicycle, motorcycle, horse, skateboard, surfboard, snowboard',
    'thing to drink from': 'bottle, wine glass, cup',
    'piece of luggage': 'backpack, handbag, suitcase',
    'electronic device': 'tv, laptop, mouse, remote, keyboard, cell phone',
    'piece of sports equipment': 'frisbee, skis, snowboard, sports ball, kite, baseball bat, baseball glove, skateboard, surfboard, tennis racket',
}
# Other words for kinds.
KIND_WORDS = {
    'animal': 'creature, beast', 'pet': 'domestic animal', 'vehicle': 'means of transport', 'piece of furniture': 'furniture item',
    'thing to eat': 'food item, edible thing, food', 'thing to sit on': 'seat to sit on', 'piece of luggage': 'bag',
    'electronic device': 'gadget', 'piece of cutlery': 'utensil',
}
COLOURS = 'black white grey red orange yellow green blue purple pink brown'.split()
COLOUR_WORDS = {'grey': ['gray'], 'purple': ['violet'], 'brown': ['tan'], 'pink': ['rosy'], 'blue': ['bluish'], 'red': ['reddish']}
CLASSES = list(SYNONYMS)
INDEX = {name: i for i, name in enumerate(CLASSES)}
# Groups whose members the detector confuses.
GROUPS = [
    [0], [1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13], list(range(14, 24)), [24, 25, 26, 27, 28], list(range(29, 39)),
    list(range(39, 46)), list(range(46, 56)), list(range(56, 62)), list(range(62, 68)), list(range(68, 73)), list(range(73, 80)),
]
GROUP_OF = {c: g for g in GROUPS for c in g}
# Typical side of a thing as a share of the picture (square root of area), by class name; the rest are 0.12.
SIDES = {
    'person': .28, 'car': .16, 'bus': .4, 'train': .5, 'truck': .3, 'airplane': .35, 'motorcycle': .32, 'bicycle': .2, 'boat': .2, 'bench': .25,
    'cat': .4, 'dog': .3, 'horse': .3, 'sheep': .18, 'cow': .22, 'elephant': .4, 'bear': .45, 'zebra': .32, 'giraffe': .4, 'pizza': .4,
    'cake': .28, 'chair': .18, 'couch': .4, 'bed': .6, 'dining table': .45, 'toilet': .35, 'tv': .24, 'laptop': .3, 'oven': .3, 'refrigerator': .4,
    'sink': .22, 'umbrella': .2, 'sandwich': .3, 'teddy bear': .32, 'potted plant': .18, 'fire hydrant': .3, 'stop sign': .2, 'suitcase': .22,
}
# Height over width by class name; the rest are 1.
SHAPES = {
    'person': 2.2, 'bus': .75, 'train': .6, 'airplane': .5, 'car': .65, 'boat': .6, 'bench': .6, 'giraffe': 1.7, 'dog': 1., 'cow': .75, 'sheep': .8,
    'bottle': 2.6, 'wine glass': 2.2, 'tie': 2.5, 'skis': .35, 'surfboard': .5, 'keyboard': .4, 'couch': .6, 'bed': .65, 'dining table': .6,
    'refrigerator': 1.9, 'vase': 1.7, 'traffic light': 2.2, 'fire hydrant': 1.6, 'laptop': .8, 'tv': .7, 'knife': .7, 'hot dog': .6,
}
IRREGULAR = {
    'person': 'people', 'man': 'men', 'woman': 'women', 'child': 'children', 'goose': 'geese', 'knife': 'knives', 'mouse': 'mice', 'calf': 'calves',
    'ox': 'oxen', 'sheep': 'sheep', 'scissors': 'scissors', 'skis': 'skis', 'broccoli': 'broccoli', 'fruit': 'fruit', 'food': 'food',
    'gentleman': 'gentlemen', 'pedestrian': 'pedestrians', 'luggage': 'luggage', 'cutlery': 'cutlery',
}
PLURAL_ONLY = {'skis', 'scissors', 'shears', 'pair of scissors', 'traffic lights'}


def synonyms(name, held_out=False):
    """Words for a class apart from its name: those of training, or the held out ones."""
    words = [w for w in SYNONYMS[name].split(', ') if w]
    return [w.lstrip('*') for w in words if w.startswith('*') == held_out]


def plural(phrase):
    """'dog' -> 'dogs', 'piece of luggage' -> 'pieces of luggage'."""
    for stop in (' of ', ' to '):
        if stop in phrase:
            head, tail = phrase.split(stop, 1)
            return plural(head) + stop + tail
    head, _, last = phrase.rpartition(' ')
    if phrase in PLURAL_ONLY or last in PLURAL_ONLY:
        return phrase
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last.endswith('y') and last[-2] not in 'aeiou':
        last = last[:-1] + 'ies'
    elif last.endswith(('s', 'x', 'ch', 'sh')):
        last += 'es'
    else:
        last += 's'
    return f'{head} {last}'.strip()


def article(phrase):
    """'a' or 'an' before the phrase; 'some' before plurals."""
    if phrase in PLURAL_ONLY or phrase == 'broccoli':
        return 'some'
    return 'an' if phrase[0] in 'aeio' or phrase.startswith('umb') else 'a'
