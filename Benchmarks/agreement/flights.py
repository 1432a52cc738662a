"""A year and a half of made-up flights out of three airports, with what they refer to.

The cells that are missing are those of the public data set: a cancelled flight has no delays and no
time in the air, a diverted one no delay of arrival, some aircraft and airports are in no list.
"""

import datetime
import random

CARRIERS = {
    "9E": "Endeavor Air", "AA": "American Airlines", "AS": "Alaska Airlines",
    "B6": "JetBlue Airways", "DL": "Delta Air Lines", "EV": "ExpressJet Airlines",
    "F9": "Frontier Airlines", "FL": "AirTran Airways", "HA": "Hawaiian Airlines",
    "MQ": "Envoy Air", "OO": "SkyWest Airlines", "UA": "United Air Lines", "US": "US Airways",
    "VX": "Virgin America", "WN": "Southwest Airlines",
}
UNLISTED_CARRIER = "YV"
UNUSED_CARRIERS = {"G4": "Allegiant Air", "NK": "Spirit Air Lines"}
ORIGINS = ["EWR", "JFK", "LGA"]
UNLISTED_AIRPORTS = ["BQN", "PSE", "SJU", "STT"]
MAKERS = ["AIRBUS", "BOEING", "BOMBARDIER", "EMBRAER", "MCDONNELL DOUGLAS", ""]


def tables(seed=1, flights=300_000):
    draw = random.Random(seed)
    codes = set()
    while len(codes) < 100:
        codes.add("".join(draw.choice("ABCDEFGHIKLMNOPRSTW") for _ in range(3)))
    codes = sorted(codes - set(ORIGINS) - set(UNLISTED_AIRPORTS))
    airports = []
    for index, code in enumerate(ORIGINS + codes):
        zone = draw.choice(["New York", "Chicago", "Denver", "Los Angeles", None])
        airports.append((code, f"{code.title()} Field", draw.randrange(-5, 9_000), zone))
    distances = {code: draw.randrange(80, 5_000) for code in codes + UNLISTED_AIRPORTS}
    tails = [f"N{draw.randrange(100, 999)}{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{i // 676}"
             for i in range(3_000)]
    planes = []
    for tail in tails:
        if draw.random() < 0.15:
            continue
        built = None if draw.random() < 0.02 else draw.randrange(1_965, 2_014)
        planes.append((tail, built, draw.choice(MAKERS) or None, draw.choice([20, 55, 95, 149, 189, 330])))
    first = datetime.date(2013, 1, 1)
    weather = []
    for day in range(550):
        date = (first + datetime.timedelta(day)).isoformat()
        for origin in ORIGINS:
            if draw.random() < 0.03:
                continue
            wind = None if draw.random() < 0.02 else draw.randrange(0, 400)
            weather.append((origin, date, draw.randrange(-150, 380), wind, draw.randrange(0, 90)))
    rows = []
    for _ in range(flights):
        date = (first + datetime.timedelta(draw.randrange(546))).isoformat()
        carrier = UNLISTED_CARRIER if draw.random() < 0.002 else draw.choice(list(CARRIERS))
        dest = draw.choice(UNLISTED_AIRPORTS) if draw.random() < 0.02 else draw.choice(codes)
        tail = draw.choice(tails)
        depart = int(draw.expovariate(1 / 22)) - 12
        arrive = depart + draw.randrange(-25, 22)
        air = distances[dest] // 8 + draw.randrange(12, 40)
        if draw.random() < 0.024:
            depart = arrive = air = None
            tail = None if draw.random() < 0.3 else tail
        elif draw.random() < 0.003:
            arrive = air = None
        rows.append((date, carrier, draw.randrange(1, 6_000), tail, draw.choice(ORIGINS), dest,
                     depart, arrive, air, distances[dest]))
    carriers = sorted({**CARRIERS, **UNUSED_CARRIERS}.items())
    text, whole, tenths, day = "text", 0, 1, "date"
    return {
        "carriers": ([("carrier", text), ("airline", text)], carriers),
        "airports": ([("faa", text), ("airport", text), ("altitude", whole), ("zone", text)], airports),
        "planes": ([("tail", text), ("built", whole), ("maker", text), ("seats", whole)], planes),
        "weather": ([("origin", text), ("date", day), ("celsius", tenths), ("wind", tenths),
                     ("rain", tenths)], weather),
        "flights": ([("date", day), ("carrier", text), ("flight", whole), ("tail", text),
                     ("origin", text), ("dest", text), ("dep_delay", whole), ("arr_delay", whole),
                     ("air_time", whole), ("distance", whole)], rows),
    }
