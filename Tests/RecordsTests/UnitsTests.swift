import Records
import TestSupport
import Testing

@Suite("Units")
struct UnitsTests {
  private let table = UnitTable()

  private func unit(_ word: String) throws -> Unit { Unit(try #require(table.atom(named: word))) }

  @Test(
    "ratios",
    arguments: [
      ("hectare", "mu", Ratio(15)), ("mu", "hectare", Ratio(1, 15)), ("km", "m", Ratio(1000)),
      ("cm", "mm", Ratio(10)), ("mile", "km", Ratio(201_168, 125_000)), ("foot", "inch", Ratio(12)),
      ("yard", "foot", Ratio(3)), ("acre", "hectare", Ratio(316_160_658, 781_250_000)),
      ("tonne", "kg", Ratio(1000)), ("斤", "kg", Ratio(1, 2)), ("pound", "ounce", Ratio(16)),
      ("day", "hour", Ratio(24)), ("week", "day", Ratio(7)), ("year", "month", Ratio(12)),
      ("里", "m", Ratio(500)), ("litre", "ml", Ratio(1000)),
    ])
  func ratios(_ from: String, _ to: String, _ ratio: Ratio) throws {
    #expect(try unit(from).ratio(to: unit(to)) == ratio)
    #expect(try unit(to).ratio(to: unit(from)) == ratio.inverse)
  }

  @Test(
    "what measures something else does not convert",
    arguments: [
      ("person", "household"), ("yuan", "dollar"), ("m", "kg"), ("m", "hectare"), ("month", "day"),
      ("year", "week"), ("head", "person"), ("pound", "sterling"), ("project", "set"),
    ])
  func apart(_ a: String, _ b: String) throws {
    #expect(try unit(a).ratio(to: unit(b)) == nil)
  }

  @Test("areas are powers of lengths")
  func areas() throws {
    let square = try unit("km").raised(to: 2)
    #expect(square.ratio(to: try unit("hectare")) == Ratio(100))
    #expect(square.ratio(to: try unit("mu")) == Ratio(1500))
    #expect(square.text == "km^2")
    #expect(try unit("m").raised(to: 3).ratio(to: unit("litre")) == Ratio(1000))
  }

  private func phrase(_ text: String) -> String {
    guard let reading = table.unit(words: text) else { return "-" }
    var parts = [reading.unit.text]
    if reading.scaleExponent != 0 { parts.insert("10^\(reading.scaleExponent)", at: 0) }
    switch reading.style {
    case .plain: break
    case .percent: parts.insert("%", at: 0)
    case .year: parts.insert("year", at: 0)
    }
    parts += reading.unknown.map { "?\($0)" }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  @Test(
    "phrases",
    arguments: [
      ("yuan", "yuan"), ("Yuan", "yuan"), ("YUAN", "yuan"), ("RMB", "yuan"), ("元", "yuan"),
      ("million yuan", "10^6 yuan"), ("yuan million", "10^6 yuan"), ("RMB mn", "10^6 yuan"),
      ("万元", "10^4 yuan"), ("百万元", "10^6 yuan"), ("亿元", "10^8 yuan"), ("万亿元", "10^12 yuan"),
      ("万人", "10^4 person"), ("thousand tonnes", "10^3 tonne"), ("1000 yuan", "10^3 yuan"),
      ("10,000 yuan", "10^4 yuan"), ("'000 yuan", "10^3 yuan"),
      ("billion US dollars", "10^9 dollar"),
      ("US$", "dollar"), ("US$ million", "10^6 dollar"), ("€", "euro"), ("¥", "yuan"),
      ("￥", "yuan"),
      ("yuan / person", "yuan / person"), ("yuan/person", "yuan / person"),
      ("yuan per person", "yuan / person"), ("元/人", "yuan / person"), ("元每人", "yuan / person"),
      ("yuan / thousand people", "10^-3 yuan / person"), ("1 / year", "1 / year"),
      ("million / year", "10^6 1 / year"), ("kg / hectare / year", "kg / hectare / year"),
      ("km^2", "km^2"), ("km²", "km^2"), ("km2", "km^2"), ("m3", "m^3"), ("square km", "km^2"),
      ("sq km", "km^2"), ("sq. km", "km^2"), ("square metres", "m^2"), ("cubic metres", "m^3"),
      ("平方公里", "km^2"),
      ("平方米", "m^2"), ("立方米", "m^3"), ("m s^-1", "?m s"), ("m/s^2", "m / second^2"),
      ("m * s^-1", "m / second"),
      ("kg·m", "kg * m"), ("kg × m", "kg * m"), ("%", "% 10^-2"), ("percent", "% 10^-2"),
      ("per cent", "% 10^-2"),
      ("％", "% 10^-2"), ("% / year", "% 10^-2 1 / year"), ("person", "person"),
      ("people", "person"),
      ("persons", "person"), ("hectares", "hectare"), ("Hectares", "hectare"), ("ha", "hectare"),
      ("households", "household"), ("people / household", "person / household"),
      ("yuan / yuan", ""), ("sheds", "?sheds"), ("million sheds", "10^6 ?sheds"),
      ("yuan / shed", "yuan ?shed"), ("rural households", "?rural households"), ("t", "tonne"),
      ("T", "?T"),
      ("M", "?M"), ("MM", "?MM"), ("KG", "kg"), ("ton", "?ton"), ("千克", "kg"), ("千瓦", "?千瓦"),
      ("person-times", "visit"), ("人次", "visit"), ("万人次", "10^4 visit"), ("million", "10^6"),
      ("thousand", "10^3"), ("pounds sterling", "sterling"), ("pounds", "pound"), ("head", "head"),
      ("", "-"), ("/", "-"), ("yuan /", "-"), ("/ person", "-"), ("yuan / / person", "-"),
      ("yuan ^2", "yuan^2"),
      ("yuan^", "-"), ("yuan^x", "-"), ("yuan^0", "-"), ("yuan^22", "-"), ("km^2^2", "-"),
      ("5 yuan", "-"),
      ("12 yuan", "-"), ("yuan 1000", "-"), ("^2", "-"), ("square", "?square"),
      ("yuan (2010)", "-"), ("$%&", "-"),
      ("% %", "-"), ("% yuan", "-"), ("yuan;dollar", "-"), ("in yuan", "?in yuan"),
    ])
  func phrases(_ text: String, wanted: String) {
    #expect(phrase(text) == wanted, "\(text)")
  }

  @Test("a unit nobody knows is a new count, singular and plural as one")
  func counts() throws {
    var table = UnitTable()
    let shed = table.addCount(named: "sheds")
    #expect(shed.symbol == "shed" && shed.plural == "sheds")
    #expect(table.atom(named: "shed") == shed && table.atom(named: "sheds") == shed)
    #expect(table.atom(named: "Sheds") == shed)
    #expect(Unit(shed).ratio(to: try unit("piece")) == nil)
    for (word, singular, plural) in [
      ("factory", "factory", "factories"), ("factories", "factory", "factories"),
      ("box", "box", "boxes"), ("boxes", "box", "boxes"), ("series", "series", "series"),
      ("class", "class", "classes"), ("day-care", "day-care", "day-cares"), ("MWh", "MWh", "MWh"),
      ("座", "座", "座"), ("monkey", "monkey", "monkeys"), ("x", "x", "x"),
      ("rural households", "rural household", "rural households"),
    ] {
      var table = UnitTable()
      let atom = table.addCount(named: word)
      #expect(atom.symbol == singular && atom.plural == plural, "\(word)")
      #expect(table.unit(words: word)?.unit == Unit(atom), "\(word)")
      #expect(table.unit(words: plural)?.unit == Unit(atom), "\(word)")
    }
  }

  @Test("what is printed reads back")
  func printing() throws {
    var random = SeededGenerator(seed: 31)
    let atoms = Set(table.atoms.values).sorted { $0.symbol < $1.symbol }
    for atom in atoms {
      #expect(table.unit(words: atom.symbol)?.unit == Unit(atom), "\(atom.symbol)")
      #expect(table.unit(words: atom.plural)?.unit == Unit(atom), "\(atom.plural)")
    }
    for _ in 0..<500 {
      let factors = (0..<random.below(4)).map { _ in
        Unit.Factor(atom: random.pick(atoms), power: random.below(7) - 3)
      }
      let unit = Unit(factors)
      guard !unit.isNone, unit.factors.allSatisfy({ abs($0.power) < 10 }) else { continue }
      #expect(table.unit(words: unit.text)?.unit == unit, "\(unit.text)")
    }
  }

  @Test("products and quotients obey their laws")
  func laws() {
    var random = SeededGenerator(seed: 32)
    let atoms = Set(table.atoms.values).sorted { $0.symbol < $1.symbol }
    func some() -> Unit {
      Unit(
        (0..<random.below(3)).map { _ in
          Unit.Factor(atom: random.pick(atoms), power: random.below(5) - 2)
        })
    }
    for _ in 0..<500 {
      let (a, b, c) = (some(), some(), some())
      #expect(a.multiplied(by: b) == b.multiplied(by: a))
      #expect(a.multiplied(by: b).multiplied(by: c) == a.multiplied(by: b.multiplied(by: c)))
      #expect(a.multiplied(by: b).divided(by: b) == a)
      #expect(a.divided(by: a).isNone)
      #expect(a.raised(to: 2) == a.multiplied(by: a))
      #expect(a.ratio(to: a) == .one)
      if let there = a.ratio(to: b), let back = b.ratio(to: a) {
        #expect(there.multiplied(by: back) == .one)
      }
    }
  }

  @Test("words after a figure")
  func words() throws {
    #expect(try unit("people").words(isOne: true) == "person")
    #expect(try unit("people").words(isOne: false) == "people")
    #expect(try unit("yuan").words(isOne: false) == "yuan")
    #expect(try unit("yuan").divided(by: unit("person")).words(isOne: false) == "yuan / person")
  }

  @Test("ratios past 38 digits are none, and a decimal's ratio is exact")
  func ratioLimits() {
    #expect(Ratio(10).raised(to: 38)?.numerator == FixedDecimal.powerOfTen(38))
    #expect(Ratio(10).raised(to: 39) == nil)
    #expect(Ratio(10).raised(to: -3) == Ratio(1, 1000))
    #expect(Ratio(FixedDecimal(5, scale: 1)) == Ratio(1, 2))
    #expect(Ratio(FixedDecimal(0)) == nil)
    #expect(Ratio(FixedDecimal(-1)) == nil)
    #expect(Ratio(1, 8).decimal == FixedDecimal(125, scale: 3))
    #expect(Ratio(1, 15).decimal == nil)
    #expect(Ratio(2000, 3).decimal == nil)
  }
}
