"""Made-up orders: customers, suppliers, parts, what a supplier asks for a part, orders and lines.

Amounts are decimals to cents, discounts and taxes to hundredths.
"""

import datetime
import random

REGIONS = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"]
NATIONS = [
    ("ALGERIA", 0), ("ARGENTINA", 1), ("BRAZIL", 1), ("CANADA", 1), ("EGYPT", 4), ("ETHIOPIA", 0),
    ("FRANCE", 3), ("GERMANY", 3), ("INDIA", 2), ("INDONESIA", 2), ("IRAN", 4), ("IRAQ", 4),
    ("JAPAN", 2), ("JORDAN", 4), ("KENYA", 0), ("MOROCCO", 0), ("MOZAMBIQUE", 0), ("PERU", 1),
    ("CHINA", 2), ("ROMANIA", 3), ("SAUDI ARABIA", 4), ("VIETNAM", 2), ("RUSSIA", 3),
    ("UNITED KINGDOM", 3), ("UNITED STATES", 1),
]
SEGMENTS = ["AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY"]
PRIORITIES = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"]
MODES = ["AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK"]
FINISHES = ["STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"]
COATS = ["ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"]
METALS = ["TIN", "NICKEL", "BRASS", "STEEL", "COPPER"]
COLORS = ["almond", "azure", "beige", "blue", "coral", "forest", "green", "ivory", "navy", "red"]
BOXES = ["SM CASE", "SM BOX", "MED BAG", "MED BOX", "LG CASE", "LG BOX", "JUMBO PKG", "WRAP CASE"]


def tables(seed=2, orders=30_000):
    draw = random.Random(seed)
    customers_count, suppliers_count, parts_count = orders // 10, 200, 2_000
    customers = [
        (f"C{i:05}", draw.choice(NATIONS)[0], draw.choice(SEGMENTS),
         None if draw.random() < 0.01 else draw.randrange(-99_999, 999_999))
        for i in range(customers_count)]
    suppliers = [
        (f"S{i:04}", draw.choice(NATIONS)[0], draw.randrange(-99_999, 999_999),
         draw.choice(["", "", "", "quick", "Customer Complaints", "slow but sure"]) or None)
        for i in range(suppliers_count)]
    parts = [
        (f"P{i:05}", f"{draw.choice(COLORS)} {draw.choice(COLORS)}",
         f"Brand#{draw.randrange(1, 6)}{draw.randrange(1, 6)}",
         f"{draw.choice(FINISHES)} {draw.choice(COATS)} {draw.choice(METALS)}",
         draw.randrange(1, 51), draw.choice(BOXES), 90_000 + i * 7 % 110_000)
        for i in range(parts_count)]
    offers = []
    makers = {}
    for part in parts:
        makers[part[0]] = draw.sample(suppliers, 4)
        for supplier in makers[part[0]]:
            offers.append((part[0], supplier[0], draw.randrange(100, 100_000), draw.randrange(1, 10_000)))
    first = datetime.date(1992, 1, 1)
    order_rows, lines = [], []
    for number in range(orders):
        # A third of the customers never order; some orders name a customer nobody knows.
        customer = f"C{draw.randrange(customers_count) // 3 * 3:05}"
        if draw.random() < 0.004:
            customer = draw.choice(["C99999", None])
        ordered = first + datetime.timedelta(draw.randrange(2_400))
        order_rows.append((number + 1, customer, ordered.isoformat(), draw.choice("FOP"),
                           draw.choice(PRIORITIES)))
        for line in range(draw.randrange(1, 8)):
            part = draw.choice(parts)
            supplier = draw.choice(makers[part[0]])
            if draw.random() < 0.01:
                supplier = draw.choice(suppliers)
            quantity = draw.randrange(1, 51)
            shipped = ordered + datetime.timedelta(draw.randrange(1, 122))
            committed = ordered + datetime.timedelta(draw.randrange(30, 91))
            received = shipped + datetime.timedelta(draw.randrange(1, 31))
            isOpen = received > datetime.date(1998, 6, 17)
            lines.append((
                number + 1, line + 1, part[0], supplier[0], quantity, part[6] * quantity // 10,
                draw.randrange(0, 11), draw.randrange(0, 9), "N" if isOpen else draw.choice("AR"),
                "O" if isOpen else "F", shipped.isoformat(), committed.isoformat(),
                None if isOpen else received.isoformat(), draw.choice(MODES)))
    text, whole, cents, day = "text", 0, 2, "date"
    return {
        "regions": ([("region", text), ("zone", whole)], [(r, i) for i, r in enumerate(REGIONS)]),
        "nations": ([("nation", text), ("region", text)], [(n, REGIONS[r]) for n, r in NATIONS]),
        "customers": ([("customer", text), ("home", text), ("segment", text), ("balance", cents)],
                      customers),
        "suppliers": ([("supplier", text), ("base", text), ("credit", cents), ("remark", text)],
                      suppliers),
        "parts": ([("part", text), ("title", text), ("brand", text), ("type", text), ("size", whole),
                   ("box", text), ("retail", cents)], parts),
        "offers": ([("part", text), ("supplier", text), ("cost", cents), ("available", whole)],
                   offers),
        "orders": ([("order_id", whole), ("customer", text), ("ordered", day), ("state", text),
                    ("priority", text)], order_rows),
        "lines": ([("order_id", whole), ("line", whole), ("part", text), ("supplier", text),
                   ("quantity", whole), ("price", cents), ("discount", cents), ("tax", cents),
                   ("returned", text), ("status", text), ("shipped", day), ("committed", day),
                   ("received", day), ("mode", text)], lines),
    }
