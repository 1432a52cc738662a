/// The units of the fields of a set, each written once, and the words that they are known by.
struct SavedUnits {
  private(set) var atoms: [UnitAtom] = []
  private var numbers: [UnitAtom: Int] = [:]
  /// Words that not every session knows.
  private(set) var words: [(word: String, atom: Int)] = []

  /// Powers past these are not written.
  private static let powers = -1_000...1_000

  init() {}

  // MARK: Writing

  /// The number of a unit's part.
  mutating func number(of atom: UnitAtom) -> Int {
    if let number = numbers[atom] { return number }
    atoms.append(atom)
    numbers[atom] = atoms.count - 1
    return atoms.count - 1
  }

  /// Notes by which words a session knows the units, and the counts that these are steps of.
  mutating func addWords(of table: UnitTable) {
    let common = UnitTable()
    let used = Set(atoms)
    let counted = Set(atoms.flatMap(\.dimension.keys))
    let own = table.atoms.filter { word, atom in
      let isUsed = used.contains(atom) || atom.isOwnDimension && counted.contains(atom.symbol)
      return isUsed && common.atoms[word] != atom
    }
    for (word, atom) in own.sorted(by: { $0.key < $1.key }) {
      words.append((word, number(of: atom)))
    }
  }

  func encode(to writer: inout DescriptionWriter) {
    writer.append(list: atoms) { writer, atom in
      writer.append(atom.symbol)
      writer.append(atom.plural)
      writer.append(list: atom.dimension.sorted { $0.key < $1.key }) {
        $0.append($1.key)
        $0.append(Int64($1.value))
      }
      writer.append(atom.ratio.numerator)
      writer.append(atom.ratio.denominator)
    }
    writer.append(list: words) {
      $0.append($1.word)
      $0.append(count: $1.atom)
    }
  }

  mutating func encode(_ unit: Unit, to writer: inout DescriptionWriter) {
    writer.append(count: unit.factors.count)
    for factor in unit.factors {
      writer.append(count: number(of: factor.atom))
      writer.append(Int64(factor.power))
    }
  }

  // MARK: Reading

  init(from reader: inout DescriptionReader) throws(SavedDamage) {
    atoms = try reader.list { (reader) throws(SavedDamage) in
      let symbol = try reader.text()
      let plural = try reader.text()
      var dimension: [String: Int] = [:]
      for _ in 0..<(try reader.count()) {
        dimension[try reader.text()] = try reader.whole(in: SavedUnits.powers)
      }
      let (numerator, denominator) = (try reader.int128(), try reader.int128())
      guard numerator > 0, denominator > 0 else { throw DescriptionReader.odd }
      return UnitAtom(
        symbol: symbol, plural: plural, dimension: dimension,
        ratio: Ratio(numerator, denominator))
    }
    let last = atoms.count - 1
    words = try reader.list { (reader) throws(SavedDamage) in
      let word = try reader.text()
      guard last >= 0 else { throw DescriptionReader.odd }
      return (word, try reader.whole(in: 0...last))
    }
  }

  func unit(from reader: inout DescriptionReader) throws(SavedDamage) -> Unit {
    let factors = try reader.list { (reader) throws(SavedDamage) in
      guard !atoms.isEmpty else { throw DescriptionReader.odd }
      let atom = atoms[try reader.whole(in: 0...(atoms.count - 1))]
      return Unit.Factor(atom: atom, power: try reader.whole(in: SavedUnits.powers))
    }
    return Unit(factors)
  }

  /// Makes the words known to a session; says of which units it knows another by the same word.
  func define(in table: inout UnitTable, file: String) -> [Note] {
    var others: [String] = []
    for (word, atom) in words.map({ ($0.word, atoms[$0.atom]) }) + atoms.map({ ($0.symbol, $0) }) {
      if let known = table.atoms[word] {
        if known != atom, !others.contains(word) { others.append(word) }
      } else if words.contains(where: { $0.word == word }) {
        table.define(word, as: atom)
      }
    }
    return others.map { word in
      Note(
        .suspected,
        "\(word) in \(file) is another unit than \(word) here: the records keep theirs, and a "
          + "sentence that names \(word) means the one here")
    }
  }
}

extension UnitAtom {
  /// Whether it is a count or a currency that measures nothing but itself.
  fileprivate var isOwnDimension: Bool { dimension == [symbol: 1] }
}
