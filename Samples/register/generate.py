"""Writes projects.csv and counties.csv: an invented register of 2,000 projects.

No county, donor or project of it exists. The same seed writes the same bytes on every machine:
the generator is SplitMix64 and nothing else is random.

    python3 generate.py
"""

import csv
import datetime
import os

SEED = 20_100_517
COUNT = 2_000

# county: (province, population, area in km2, weight among projects)
COUNTIES = {
    "Alder": ("Northmark", 184_000, 1_920, 9),
    "Brackwater": ("Northmark", 96_500, 2_610, 5),
    "Corran": ("Northmark", 212_300, 1_340, 8),
    "Dunmere": ("Eastvale", 305_900, 2_050, 12),
    "Elding": ("Eastvale", 58_200, 3_480, 4),
    "Farrow": ("Eastvale", 141_700, 1_115, 7),
    "Glenrock": ("Southmoor", 77_400, 2_890, 6),
    "Harrow Hill": ("Southmoor", 263_800, 980, 10),
    "Ilmen": ("Southmoor", 119_600, 1_705, 6),
    "Jarrow": ("Westhollow", 88_100, 2_240, 5),
    "Kestrel": ("Westhollow", 171_500, 1_530, 8),
    "Lindale": ("Westhollow", 34_900, 4_120, 3),
}

# sector: (nouns, weight, yuan of a usual project, people it reaches, mu of land or 0)
SECTORS = {
    "water": (("well", "pipeline", "reservoir", "pump station"), 10, 900_000, 1_400, 120),
    "roads": (("bridge", "village road", "culvert"), 7, 4_500_000, 5_200, 0),
    "rural roads": (("track", "farm road"), 6, 1_600_000, 1_100, 0),
    "education": (("school", "library", "classroom block"), 8, 2_200_000, 640, 0),
    "health": (("clinic", "ambulance post"), 5, 1_900_000, 3_100, 0),
    "agriculture": (("orchard", "seed bank", "terraces"), 7, 600_000, 380, 900),
    "energy": (("biogas plant", "solar roof"), 3, 1_200_000, 450, 15),
}

DONORS = {
    "Provincial Fund": 14,
    "Harbour Telecom": 6,
    "Northern Mobile": 6,
    "Elm & Sons": 4,
    "River Bank": 5,
    "Teachers' Union": 3,
    "Stone Foundation": 2,
}

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, bound):
        return self.next() % bound

    def weighted(self, weights):
        at = self.below(sum(weights.values()))
        for name, weight in weights.items():
            if at < weight:
                return name
            at -= weight


def project(random, number):
    county = random.weighted({name: facts[3] for name, facts in COUNTIES.items()})
    sector = random.weighted({name: facts[1] for name, facts in SECTORS.items()})
    nouns, _, usual, reach, land = SECTORS[sector]
    noun = nouns[random.below(len(nouns))]
    opened = datetime.date(2004, 1, 1) + datetime.timedelta(days=random.below(7 * 365))

    # From a fifth of the usual to five times it, the small ones more often, in steps of 500 yuan.
    factor = 20 + random.below(81) * random.below(61) // 10
    funds = usual * factor // 100 // 500 * 500

    lead = random.weighted(DONORS)
    donors = [lead]
    for _ in range(random.below(9) // 4):
        other = random.weighted(DONORS)
        if other not in donors:
            donors.append(other)

    people = reach * (30 + random.below(140)) // 100
    finished = "yes" if opened.year < 2009 or random.below(3) == 0 else "no"
    return {
        "id": f"R{number:04}",
        "contract": f"{random.below(100_000):05}",
        "project": f"{county} {noun} {1 + random.below(60)}",
        "county": county,
        "province": COUNTIES[county][0],
        "sector": sector,
        "donor": lead,
        "donors": ";".join(donors),
        "opened": opened.isoformat(),
        "year": opened.year,
        "funds [yuan]": funds,
        # Every nineteenth or so has not reported whom it reaches.
        "people [person]": "" if random.below(19) == 0 else people,
        "area [mu]": land * (25 + random.below(150)) // 100 if land else "",
        "staff [person]": 1 + random.below(12),
        "finished": finished,
    }


def write(name, rows):
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    random = SplitMix64(SEED)
    write("projects.csv", [project(random, number) for number in range(1, COUNT + 1)])
    write(
        "counties.csv",
        [
            {"county": name, "province": province, "population [person]": people, "area [km2]": area}
            for name, (province, people, area, _) in COUNTIES.items()
        ],
    )


if __name__ == "__main__":
    main()
