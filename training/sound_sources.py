"""What a file of a Debian package sounds like, told from its path (package/.../name); the first rule that fits decides."""
import re

# class | regular expression on the lower-cased path. `-` as class: not to be used. `?`: usable, class told by the teacher alone.
RULES = '''
- | silence|empty|/sf2/|lenautile|/ui/|interface|lfo_trance|waveforms|/shapes/|fingersnap|sinegun|drillgun|portalshot|gaussgun|window|disembark|noisy
speech | nexuiz.*(tutorial|announcer)
? | nexuiz-data.*(weapons/(?!tuba|brass)|onslaught|porto|itemrespawn)|fire_bullet|freedroid.*(blast_sound|gotintoblast)|endless-sky.*(~|ion |blaster|thunderhead|bombard)|powermanga.*fire|orbital-eunuchs|wordwarvi.*(synthetic|recharge)|marsshooter.*(sniper|planetexplode)|opencity.*terrain|eagle_has|homedecor_book|nether_portal|timpani_boing|mesecons_noteblock|fire_extinguish|nexuiz-data.*/(tuba|brass)|horseman_|drown|gurp|skid|wheels_touching|/lg_|countdown|dialog-error|mine-tick|wstbtick|harbor|lomiri|initiate_build|(worker|technician)_(build|harvest)|tree-cutting|eagle_die|sharpening|splat_building|alienblaster.*(shot|powerup|nuke)|openclonk.*(blast|spark|smoke|fuse|/stop|inflame|fireball|blowout|cracker|charge)|redeclipse.*(primary|secondary|notify|/power\\.)|warmux.*/fire|hedgewars.*/fire|supertux-data.*(/fire|flame)|bfg_fire|fire_flint|freedink.*/fire|wesnoth.*(/fire|flame)|reload|/ric\\d|buletby|lbreakout2.*shot|hitground|/flesh|ri-li.*(wagon|speed)|crossing|breakdown|wind_turbine|comet-jet
horse | ihaha
applause | hydrogen.*clap
drums | hydrogen|drum_splash
music | /music|/musics?/|_music\\.|world_music|moh-opsound|/songs?/|/tunes/|asc-music|anthem
saxophone | saxophone|clarinet|bassoon|oboe
speech | _desc|_(en_gb|sv|el|de|pt|lt|be|ja|sl|zh_tw|nn|ca|fr|ru|es|ro|nl|it|bg|nb|ko|pl|hu|cs|da|fi)\\.|asterisk-core|klettres|/voices?/.*(civ|hello|yes)|codec2|pocketsphinx|alsa-utils/.*(front|rear|side)
- | asterisk-core.*(beep|monkeys|/silence)|symbols/
speech | mk-viii|tcas|warzone.*(memressp|trnsppil|coltive|countdown|sequenceaudio|vtoltalk|tutorial|nexus/(def|str|syn|por|unt|res))|colobot.*speech|planetblupi|unknown-horizons.*voice|a11wlk|openarena.*(festivox|rott|announcer)|redeclipse.*announcer|boswars.*(ready|underattack|completed|select|action)|hedgewars.*voices/.*(yessir|gonnaget|brilliant|enemydown|reinforce|illgetyou|comeonthen|firstblood|watchthis|youllregret|cutitout|runaway|justyouwait|leavemealone|thisoneismine|takecover|sameteam)
laughter | laugh|giggle|haha|bot-x-smich|hahaha
cough | cough
crying | /(cry|crying|sob|weep|baby)\\d*[._]
scream | scream|wilhelm|female_death|femalehurt|femaledeath|civfem
cheering | cheer|crowd_|sportscroud|raving_crowd|goal_scored
applause | applau|clap(_dry|s)?[^a-z]|handclap
crowd | marketlow|marketmed|marketfull|amb_trade|tavern|/inn_|main_square|biginn|ration_|meal_|commune\\.|hubbub|school\\.
footsteps | footstep|foorstep|singlesteps|/fs_|hstep|_walking|footsteps/(grass|carpet|snow|tile|stone|sand|gravel|metal|dirt|wood|linoleum|step|boot)|icy_walk|concstep|man-steps|stepsoft|stephard|/steps\\.|excuseme(?!)
elephant | elephant|/ele\\d*\\.|mammals/elephant
lion roaring | /lion|tiger|/roar\\.|bear\\.ogg|bears/
horse | horse_(select|idle|attack|\\d)|/horse|horse-(canter|hit|die)|donkey|_horse_|(?<!man)zebra|/mstep|horseman_walk|death_horse|ihaha
dog barking | (^|/|_|-|lr)dog(s|_bark|\\d)?[^a-z]|/dog\\d*\\.|(?<!em)bark[^a]|lrbark|dr-x-pes|civ_dog
wolf howling | wolf[_\\d.]|coyote|/howl
cat meowing | (^|/|_|-)(cat|blackcat)s?\\d*\\.|gummy-cat|meow
owl | /owl
crow | crow\\.ogg|misc_crow
rooster crowing | rooster|cockcrow
duck | /duck|quack|gander|/drake\\.|goose
chicken | chicken|/hen\\.|birds/turkey|rubberchicken
sheep bleating | sheep|goat|/ram\\.|lamb(?!or)
pig | /pig[_\\d.s]|pig_|/boar
cow mooing | (^|/|_)cows?[_\\d.]|cattle|/moo\\.|/bull\\.|/ox_|_cow_|mudchute
frog croaking | frog(?!atto|_music)
crickets | cricket|cycadas|grasshopper|/night\\.|nightime|ufo_night
bee buzzing | /bees?\\d*\\.|beesting|hornet|mosquito|wasp\\.
birds singing | /birds?\\d*[_.]|bird\\d|birdchirp|gull|cuckoo|blackbird|/lark|canary|exotic-birds|peacock|hawk|eagle|nandou|quetzal|tucan|parklandlake|_tropical_bird|day_temperate|day_tropical|/forest\\.|parrot|flamingo|sunny_day|good_morning|tropic\\.|penguin\\.
helicopter | heli|apache|rotor(?!_st)|hh6[05]/engine|blade_vortex
siren | siren|police|firetruck|firestation
ship horn | ship_horn|ferry_horn|boat-horn|harbor|foghorn|/seaport
car horn | carhorn|honkhonk|car_horn|klaxon|sfx/horn|/horn\\.wav
train | train(?!ed|ing)|steamlocomotive|railtrain|railroad|rail\\.wav|/crossing\\.|ri-li.*(wagon|speed)|_level_crossing|monorail|steam_engine
aircraft | jet(?!pack|_d)|f1[68]_|cessna|airplane|plane(?!t|_wheels|water|_crash)|turbine|turboprop|p51d|engine-prop|/prop\\.|airport|aircraft_flying|rcplane|r-1535|planelow|combat-air(?!)|aircraft/c172p/sounds/engine
truck | truck|diesel|_bus_|/bus\\.|tractor|industryhigh(?!)|bulldozer|heavytraffic
car | skid(?!_metal)|tyres|screech|porsche|viper|lamborghini|ferrari|corolla|evo7|impreza|206_engine|renault|mclaren|lotus|alpha-romeo|/nsx|torcs.*engine|traffic|car_(revup|accel)|engine-car|car\\.wav|carengine|car\\d*\\.|distant_cars|backfire|motorcycle|trafic|ignition
engine | engine_(large|small)|engine-(start|idle|crank|vehicle)|engstart|motor\\b|mot-x-motor|engine(start|loop|stop)|cranking|starter_(start|loop)|exhaust_loop|steamengine|airship_fly|jackhammer|lawn|chainsaw|pumpjack|tank-move|tankmove
bell | /bell[\\d.s]|ships_bell|perc_bell|towerclock|chapel|gong|church.*bell|bell\\.(oga|ogg|wav)|/chime|typewriterbell|wind_chime|st-bell
phone ringing | phone(?!stick)|ringtone|/rings?/|toy-mono|lrring|ringback
alarm | alarm|budik|redalert|(^|/)beep\\d*\\.|klaxon|countdown|geoscape/basealert|gear-hrn|overspeed|stall\\.|dialog-error|buzz!|_beep\\.
clock ticking | (?<!s)tick(?!s|l|f)|tock|tiktak|clock\\.|metronome|bat-t-clock
knocking | knock(?!out|ed)|buch\\.ogg
door | (^|/|_|-)doors?[_\\d.-]|door(open|close|unlock)|door_|gate_(open|close)|open_close|creak|hinge|perc_door|chest_(open|close)
typing | buckle|keyany|keyenter|keyclick|typing|linux/en/(key|enter|space)|typewriter(?!bell)
glass breaking | break_?glass|glass(break|shatter)|shatter|glass_break
camera click | camera(?!\\.)|shutter|camera_35mm|photo|screenshot|screen-capture
sawing | sawmill|con_saw|sawing|/saw\\.|buzzsaw|benchsaw|circular_saw|ripcut
chopping wood | lumber_tree|woodcutting|lumberjack|tree-cutting|dig_choppy|worker_harvest_wood|axe\\.
hammering | hammer(?!_s)|anvil|smith|smith_|con_(wood|stone)|ironping|blacksmith|initiate_build|worker_build|technician_build|repair\\.wav|/build\\.wav|stonemason|mine_(stone|metal)|pickaxe|stonecutter|geologist
sea waves | oceanwave|wavecrash|waverocky|ambient/water/wave_|sea_?waves|unknown-horizons.*waves|sounds/wave\\.
rain | rain(?!bow|_?tree|drops)|lrrain
thunder | thunder(?!stick)|lightning(?!-miss|_?gun)|lightningbolt
wind | /wind(?!mill)|(?<!vul)wind\\d*\\.|gust|arcticwind|snowstorm|hollowwind|blowwind|_wind_|heavy_wind
fire | (?<!friendly)(^|/|_)fire[\\d_.](?!arch)|firesoft|smallfire|campfire|burn(ing|fire)|flame(?!thr|r-)|wicker_fire|flmthrow|cracker\\.ogg|furnace
water | water(?!-still|_drum)|river|waterfall|creek|fountain|splash|bubbl|drip|stream(?!_)|swim|splosh|default_water|drown|gurp|waterdrop|toilet|tap_
explosion | explo(?!re)|(?<!alien)blast|expl?\\d*\\.|exp\\d|boom(?!_b|box)|bomb|firework|nuclear|lrgexp|smlexpl|medexp|thunderstick(?!)
gunshot | gunshot|musket|machinegun|machgf|minigun|shotgun(?!.*reload)|gun\\.|gunfire|bullet-(rifle|pistol|smg|hmg|sniper|chaingun|shotgun)|gatling|rifle/primary|pistol/primary|smg/primary|sniper(?!reload)|mgheavy|mgbar|rapdcan|/shot\\.(wav|ogg)
music | /music/|music[_\\d.]|musics?\\.|soundtrack|moh-opsound|world_music|asc-music|fretsonfire.*song|_theme|theme\\.|/tunes/|anthem|drascula|/maps/.*ogg|menu\\.ogg|jumping_to|/songs/|tracks/.*/.*gran_paradiso|track_
piano | piano|klavir|ambi_piano
guitar | guitar(?!_fail)|guit_|steel_guitar|banjo|klavichord
violin | violin|violoncello|cello|violon|strings/
trumpet | trumpet|trombone|tuba|fanfare|latin_brass|horn-signals|brass|instruments/resource/horn
flute | flute|pipe[-\\d.]
organ | organ(?!ic)
saxophone | saxophone|clarinet|bassoon|oboe
accordion | accordion|harmonica
harp | harp\\.|/harp|harp_
xylophone | xylo|marimba|mallet_|cymbaly|musicbox
drums | drum(?!stick)|tabla|loop_(amen|tabla|perc|safari|breakbeat|compus|electric)|lmms.*(beats|drums)|909beat|jungle\\.ogg|wardrums|bongo|timpani|tambourine|hydrogen|cymbal
singing | choir|singing|dreydl(?!)
? | .
'''
_RULES = [(c.strip(), re.compile(p.strip())) for c, p in (line.split('|', 1) for line in RULES.strip().splitlines())]
# Whole packages or folders of one kind of voice.
WOMEN = re.compile('asterisk-core-sounds-(en|es|fr|ru|it)|civ_female|tcas/female')
MEN = re.compile('civ_male|festivoxmale|mk-viii')


def named(path):
    """The class a path names, '?' when it names none, None when the file is of no use."""
    parts = path.lower().split('/')
    low = '/'.join(parts[:1] + parts[1:][-3:])
    for name, rule in _RULES:
        if rule.search(low):
            return None if name == '-' else name
    return '?'
