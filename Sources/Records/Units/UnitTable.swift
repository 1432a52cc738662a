/// The units known by word: the built-in ones, the user's own, and counts met in a header.
package struct UnitTable: Sendable {
  /// Those that were added; they come before the built-in ones, which are made when first asked for.
  private var added: [String: UnitAtom] = [:]

  package init() {}

  /// What a word of a unit stands for; scale words (`million`) and `%` are no atoms.
  package var atoms: [String: UnitAtom] { UnitTable.builtInAtoms.merging(added) { $1 } }

  private static let builtInAtoms: [String: UnitAtom] = {
    var table = UnitTable()
    for known in UnitTable.builtIn { table.add(known.atom, words: known.words) }
    return table.added
  }()

  /// The unit of a word; capitals are as good as small letters in words of three letters and more,
  /// because `M` is no metre and `MM` no millimetre.
  package func atom(named word: String) -> UnitAtom? {
    if let atom = added[word] ?? UnitTable.builtInAtoms[word] { return atom }
    guard word.utf8.count > 2 else { return nil }
    let small = word.lowercased()
    return added[small] ?? UnitTable.builtInAtoms[small]
  }

  package mutating func add(_ atom: UnitAtom, words: [String]) {
    for word in words + [atom.symbol, atom.plural] { added[word] = atom }
  }

  /// Makes one word stand for a unit.
  mutating func define(_ word: String, as atom: UnitAtom) { added[word] = atom }

  /// A unit nobody knows is a new count: it adds only to itself; singular and plural are one.
  package mutating func addCount(named word: String) -> UnitAtom {
    let (singular, plural) = UnitTable.forms(of: word)
    let atom = UnitAtom(
      symbol: singular, plural: plural, dimension: [singular: 1], ratio: .one)
    add(atom, words: [word])
    return atom
  }

  /// The currency of a word; the table of all units is not made where the word cannot be one.
  package func currency(named word: String) -> UnitAtom? {
    let mayBeBuiltIn =
      UnitTable.currencyWords.contains(word) || UnitTable.currencyWords.contains(word.lowercased())
    guard mayBeBuiltIn || !added.isEmpty, let atom = atom(named: word) else { return nil }
    return UnitTable.isCurrency(atom) ? atom : nil
  }

  private static let currencyWords = Set(
    currencies.flatMap { $0.words + [$0.atom.symbol, $0.atom.plural] })

  package static func isCurrency(_ atom: UnitAtom) -> Bool {
    currencySymbols.contains(atom.symbol)
  }
}

extension UnitTable {
  /// The singular and the plural of an English noun; a word of another kind is both.
  static func forms(of word: String) -> (singular: String, plural: String) {
    let letters = Array(word.utf8)
    let isNoun = letters.dropFirst().allSatisfy {
      $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ")
    }
    guard isNoun, letters.count > 2, let first = letters.first, first < 0x80 else {
      return (word, word)
    }
    // Both forms of these are alike, or the singular cannot be told from the plural's ending.
    if ["series", "species", "sheep", "cattle", "poultry", "lens", "gas"].contains(word) {
      return (word, word)
    }
    func ends(_ ending: String) -> Bool { word.hasSuffix(ending) }
    func cut(_ count: Int) -> String { String(word.dropLast(count)) }
    if ends("ies"), letters.count > 4 { return (cut(3) + "y", word) }
    if ends("sses") || ends("xes") || ends("ches") || ends("shes") { return (cut(2), word) }
    if ends("ss") || ends("x") || ends("ch") || ends("sh") || ends("us") || ends("is") {
      return (word, word + "es")
    }
    if ends("s") { return (cut(1), word) }
    let vowels: [UInt8] = [97, 101, 105, 111, 117]
    if ends("y"), !vowels.contains(letters[letters.count - 2]) { return (word, cut(1) + "ies") }
    return (word, word + "s")
  }
}
