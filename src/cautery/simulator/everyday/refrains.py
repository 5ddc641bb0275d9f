"""What groups post alike: nobody's own words. Chants, scores, homework, verses, share lines, meetings."""

import random

_TEAMS = (
    "Elm Road",
    "Harbour Rovers",
    "Mill Lane",
    "Old Quarry",
    "Northgate",
    "River Park",
    "St Ann's",
    "Weavers",
    "Castle Hill",
    "Dockside",
)
_VERSES = (
    "The lamp is lit upon the sill, the door is never barred",
    "Sow with patience, reap with song, and leave the gleanings there",
    "Who shares a loaf has two, who keeps it has but half",
    "Morning comes to every roof, the high one and the low",
    "Be gentle with the tired ox, the road is his as well",
    "A quiet word will cross the sea, a shout falls in the bay",
    "Count the stars and you will sleep, count your debts and wake",
    "The well is deep, the rope is long, and many hands have drawn",
    "Let the first sheaf be the guest's, the second be the bird's",
    "He who mends the bridge at night is thanked by those who cross",
    "The vineyard waits for patient hands and pays them all the same",
    "Light a candle for the road and one for who comes home",
)
_HEADLINES = (
    "Council votes on new tram line",
    "Harbour bridge closed for repairs until June",
    "Five things to do this weekend",
    "Why bread prices rose again",
    "Local choir wins national prize",
    "Storm warning for the coast",
    "School meals: what parents should know",
    "The baker who walks to work",
    "Library opens on Sundays",
    "Old mill becomes a museum",
    "Rents up by four per cent",
    "Ferry timetable changes",
    "Park gets two hundred trees",
    "Football: rovers draw at home",
    "The best walks around the lake",
    "How to save on heating",
    "Fire brigade seeks volunteers",
    "Market moves to the square",
)
_TASKS = (
    "fractions",
    "the water cycle",
    "photosynthesis",
    "the long division",
    "adverbs",
    "the map of rivers",
    "the poem",
    "chapter notes",
    "levers",
)
KINDS = ("club", "colleagues", "class", "parish", "newspaper", "running")


def refrain(kind: str, group: int, chance: random.Random, *, day: int) -> tuple[str, list[str]]:
    """A text of the kind that every member posts, as it would be that day, and its links."""
    turn = random.Random(f"{kind} {group} {day // 3}")  # noqa: S311  a simulation, not a secret
    return {
        "club": _club,
        "colleagues": _colleagues,
        "class": _class,
        "parish": _parish,
        "newspaper": _newspaper,
        "running": _running,
    }[kind](group, turn, chance)


def _club(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    us, them = _TEAMS[group % len(_TEAMS)], turn.choice(_TEAMS)
    home, away = turn.randrange(5), turn.randrange(5)
    return chance.choice(
        (
            f"Training {turn.choice(('tonight', 'on Thursday'))} at {home + 17}:00, {us} ground, bring water and shin pads",
            f"FULL TIME {us} {home}-{away} {them} #up{us.replace(' ', '').lower()}",
            f"Come on you {us}, come on you {us}, we'll sing until the evening comes, come on you {us}!",
            f"We are {us}, we are {us}, nobody likes the rain but we do, we are {us}!",
            f"GOAL! {us} {home + 1}-{away} {them}",
            f"{us} till I die, I'm {us} till I die, I know I am, I'm sure I am, I'm {us} till I die",
        )
    ), ([f"https://club{group}.example/fixtures"] if chance.random() < 0.3 else [])


def _colleagues(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    hour = 8 + turn.randrange(8)
    return chance.choice(
        (
            f"Scheduled with PlanPal: team sync {group}, {hour}:00-{hour}:30, room {turn.choice('ABC')}",
            f"PlanPal reminder: timesheets for week {turn.randrange(1, 52)} are due on Friday by {hour}:00",
            f"My availability this week: Mon {hour}-{hour + 2}, Tue {hour}-{hour + 1}, Thu {hour + 1}-{hour + 3} (PlanPal)",
            f"Out of office on {turn.choice(('Monday', 'Tuesday', 'Friday'))}, please ask the desk. Sent with PlanPal",
        )
    ), [f"https://planpal.example/t/{group}"]


def _class(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    page, task, first = turn.randrange(10, 120), turn.choice(_TASKS), turn.randrange(1, 9)
    return chance.choice(
        (
            f"Homework for class {group}: page {page}, exercises {first} to {first + 4}, {task}. Due on Monday",
            f"My answers p. {page}: a) {first} b) {page - 3} c) {first * 7} d) {page * 2} e) {first + page}",
            f"Summary of {task}: first we looked at the picture on page {page}, then we wrote down the five steps and "
            "compared them with our partner",
            f"Learnt {task} today with Ms Alder in class {group}, three pages in my exercise book and a drawing",
        )
    ), ([f"https://school.example/c{group}/w{turn.randrange(9)}"] if chance.random() < 0.2 else [])


def _parish(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    verse = turn.choice(_VERSES)
    return chance.choice(
        (
            f"{verse}. Peace be with you all",
            f"Verse of the day: {verse}",
            f"{verse}. {turn.choice(_VERSES)}.",
            f"Sunday at {9 + turn.randrange(3)}:00, hymn {turn.randrange(1, 300)} and coffee in the hall, all are welcome",
        )
    ), ([f"https://parish{group}.example"] if chance.random() < 0.2 else [])


def _newspaper(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    headline = chance.choice(turn.sample(_HEADLINES, 4))
    slug = headline.lower().replace(" ", "-").replace(":", "")
    return f"{headline} | The Harbour Times via @harbourtimes", [f"https://harbourtimes.example/{slug}?share"]


def _running(group: int, turn: random.Random, chance: random.Random) -> tuple[str, list[str]]:
    km, minutes = chance.randrange(30, 180) / 10, chance.randrange(18, 95)
    return f"I just ran {km} km in {minutes}:{chance.randrange(60):02d} with Stridely! #stridely #run", [
        f"https://stridely.example/a/{chance.randrange(10**8)}"
    ]
