"""How invented people write: each has words, signs and mistakes of their own; texts are harmless small talk."""

import random
from dataclasses import dataclass, replace

NOUNS = """garden kitchen window ladder bicycle kettle carpet market bridge station river orchard candle blanket harbour tunnel
pillow engine
basket lantern bakery fence chimney drawer mirror stairs cellar meadow puddle radio cushion teapot hammer bucket pavement
library museum balcony umbrella sandwich notebook printer keyboard charger suitcase tram ferry pancake casserole jumper scarf
mitten boots raincoat helmet trousers shelf cupboard towel curtain wallpaper lamp battery envelope parcel stamp postcard diary
calendar alarm clock watch bracelet necklace puzzle crossword dice marble kite drum flute guitar violin piano choir concert
theatre cinema documentary novel poem chapter recipe soup salad dumpling noodle pepper onion garlic carrot cabbage pumpkin
cherry apricot plum walnut honey butter cheese yoghurt sourdough espresso cocoa lemonade hedge lawn rake spade compost tulip
daisy fern willow chestnut sparrow magpie heron otter hedgehog squirrel kitten puppy pony donkey goat lamb""".split()
ADJECTIVES = """old new tiny huge broken shiny rusty quiet noisy gentle clumsy lovely dreadful funny gloomy sunny foggy damp
dusty sticky
fresh stale crisp soft stubborn clever lazy brisk bright dim pale crooked wobbly cosy empty crowded borrowed forgotten
handmade spare favourite second third""".split()
VERBS = """fixed painted lost found carried cleaned borrowed returned dropped watched built moved opened closed sold bought
repaired measured planted watered counted packed wrapped baked cooked stirred tasted burned washed folded ironed sketched
photographed described forgot remembered missed caught chased fed walked rode parked""".split()
PLACES = (
    "home",
    "work",
    "school",
    "the park",
    "the lake",
    "the square",
    "the attic",
    "the garage",
    "the shop",
    "the hall",
    "town",
    "the corner",
)
SLOTS: dict[str, tuple[str, ...]] = {
    "very": ("very", "really", "so", "quite", "super", "terribly", "rather", "pretty", "extremely", "awfully"),
    "will": ("will", "am going to", "gonna", "shall", "want to", "plan to", "hope to", "might"),
    "i": ("I", "i", "we", "me and mine", "yours truly", "one"),
    "but": ("but", "though", "however", "yet", "still", "only"),
    "and": ("and", "&", "plus", "and then", "then", "also"),
    "today": (
        "today",
        "this morning",
        "tonight",
        "just now",
        "earlier",
        "again",
        "at last",
        "finally",
        "once more",
        "after lunch",
    ),
    "think": (
        "I think",
        "imho",
        "I guess",
        "honestly",
        "to be fair",
        "frankly",
        "apparently",
        "as they say",
        "it seems",
        "well",
    ),
    "laugh": ("haha", "lol", "heh", "hehe", "ha!", "rofl", "", "", ""),
    "friends": ("friends", "folks", "people", "all", "guys", "everyone", "lads", "neighbours", "dears"),
    "because": ("because", "since", "cause", "as", "bc", "for"),
    "good": ("good", "great", "nice", "fine", "brilliant", "lovely", "ace", "decent", "neat", "grand"),
    "bad": ("bad", "awful", "rubbish", "poor", "grim", "rotten", "lousy", "nasty"),
    "ask": (
        "does anybody know",
        "who knows",
        "any idea",
        "can somebody say",
        "tell me",
        "question:",
        "quick one:",
        "asking again",
    ),
}
ENDS = (".", "!", "", "...", "!!", " :)", "…", " .", "?!", ";)")
EMOJI = ("😀", "🌧", "🚲", "☕", "🌿", "🙌", "🎵", "⚽", "🍞", "🐈", "✨", "🔥", "😅", "🤷", "👍", "🥁", "🌻", "🐢")
MISTAKES = (
    ("their", "thier"),
    ("the", "teh"),
    ("because", "becuase"),
    ("ing", "in"),
    ("definitely", "definately"),
    ("ough", "uff"),
    ("th", "d"),
    ("tt", "t"),
    ("ie", "ei"),
    ("ck", "k"),
    ("ll", "l"),
    ("and", "adn"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingVoice:
    """What one person's writing is drawn from."""

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]
    ends: tuple[str, ...]
    emoji: tuple[str, ...]
    emoji_share: float
    lower: float
    mistakes: tuple[tuple[str, str], ...]
    mistake_share: float
    tags: float
    long: float


def a_voice(chance: random.Random, words: tuple[str, ...] = (), *, own: float = 1.0) -> WritingVoice:
    """Draws one person's habits; `words` are those of what the person cares for, `own` is how much people differ (0 to 1)."""
    plain = 1 - own
    habits = own >= chance.random()
    return WritingVoice(
        nouns=tuple(chance.sample(NOUNS, 34 + round((len(NOUNS) - 34) * plain))) + words,
        verbs=tuple(chance.sample(VERBS, 16 + round((len(VERBS) - 16) * plain))),
        adjectives=tuple(chance.sample(ADJECTIVES, 16 + round((len(ADJECTIVES) - 16) * plain))),
        slots={name: tuple(chance.choices(values, k=2 + round(6 * plain))) for name, values in SLOTS.items()},
        ends=tuple(chance.choices(ENDS, k=2)) if habits else (".", "!", "", "."),
        emoji=tuple(chance.sample(EMOJI, 2 if habits else 9)),
        emoji_share=chance.choice((0, 0, 0.1, 0.3, 0.6)) if habits else 0.1,
        lower=chance.choice((0, 0, 0, 0.5, 1)) if habits else 0,
        mistakes=tuple(chance.sample(MISTAKES, 2)),
        mistake_share=chance.choice((0, 0, 0.1, 0.4)) if habits else 0,
        tags=chance.choice((0, 0, 0.1, 0.3)),
        long=chance.uniform(0.1, 0.8),
    )


def another_topic(voice: WritingVoice, chance: random.Random, words: tuple[str, ...]) -> WritingVoice:
    """The same person with other things to talk about: habits stay, half the nouns change."""
    return replace(
        voice, nouns=tuple(chance.sample(voice.nouns, len(voice.nouns) // 2)) + tuple(chance.sample(NOUNS, 15)) + words
    )


def small_talk(voice: WritingVoice, chance: random.Random) -> str:
    """One post of a person's own."""
    text = _clause(voice, chance)
    while chance.random() < voice.long and len(text) < 220:
        joint = _slot(voice, chance.choice(("but", "and", "because")), chance)
        text += f"{chance.choice((',', '', ',', ' -'))} {joint} {_clause(voice, chance)}"
    for right, wrong in voice.mistakes:
        if chance.random() < voice.mistake_share:
            text = text.replace(right, wrong)
    text = text[0].upper() + text[1:] if chance.random() >= voice.lower else text.lower()
    text += chance.choice(voice.ends)
    if chance.random() < voice.emoji_share:
        text += " " + chance.choice(voice.emoji)
    if chance.random() < voice.tags:
        text += " #" + chance.choice(voice.nouns)
    return text


def _clause(voice: WritingVoice, chance: random.Random) -> str:
    noun, other = chance.choice(voice.nouns), chance.choice(voice.nouns)
    verb, adjective, place = chance.choice(voice.verbs), chance.choice(voice.adjectives), chance.choice(PLACES)
    slot = {name: _slot(voice, name, chance) for name in SLOTS}
    frame = chance.choice(
        (
            "{i} {verb} the {adjective} {noun} {today}",
            "the {noun} is {very} {adjective} {today}",
            "{think} the {noun} and the {other} are {good}",
            "{ask} where the {adjective} {noun} went",
            "{i} {will} need a {adjective} {noun} for the {other}",
            "{friends}, {think} my {noun} {verb} the {other} {laugh}",
            "what a {bad} {noun} {laugh}",
            "no {noun} at {place} {today}, {very} {bad}",
            "{good} {noun}, {very} {adjective}",
            "somebody {verb} our {noun} at {place}",
        )
    )
    return frame.format(noun=noun, other=other, verb=verb, adjective=adjective, place=place, **slot).strip()


def _slot(voice: WritingVoice, name: str, chance: random.Random) -> str:
    return chance.choice(voice.slots[name])
