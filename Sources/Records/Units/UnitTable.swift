/// The units known by word: the built-in ones, the user's own, and counts met in a header.
package struct UnitTable: Sendable {
  /// What a word of a unit stands for: `million yuan` has a scale, `%` is a style.
  package private(set) var atoms: [String: UnitAtom] = [:]

  package init() {
    for atom in UnitTable.builtIn { add(atom.atom, words: atom.words) }
  }

  package func atom(named word: String) -> UnitAtom? {
    atoms[word] ?? atoms[word.lowercased()]
  }

  package mutating func add(_ atom: UnitAtom, words: [String]) {
    for word in words + [atom.symbol, atom.plural] { atoms[word] = atom }
  }

  /// A unit nobody knows is a new count: it adds only to itself.
  package mutating func addCount(named word: String) -> UnitAtom {
    let atom = UnitAtom(symbol: word, plural: word, dimension: [word: 1], ratio: .one)
    add(atom, words: [])
    return atom
  }

  static let builtIn: [(atom: UnitAtom, words: [String])] = []
}
