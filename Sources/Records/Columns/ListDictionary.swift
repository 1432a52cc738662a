/// The distinct lists of a column; a code is the index of one, in order of first appearance.
///
/// Lists compare as sets, so two cells with the same members in another order share a code. Members
/// are codes of `members`, kept in the order in which the first such cell wrote them.
package struct ListDictionary: Sendable {
  /// Where each list starts in `codes`, and the end of the last.
  package let starts: [Int]
  package let codes: [UInt32]
  package let members: TextDictionary

  package init(starts: [Int], codes: [UInt32], members: TextDictionary) {
    self.starts = starts
    self.codes = codes
    self.members = members
  }

  package var count: Int { starts.count - 1 }

  package func memberCodes(of list: Int) -> ArraySlice<UInt32> {
    codes[starts[list]..<starts[list + 1]]
  }

  package func texts(of list: Int) -> [String] {
    memberCodes(of: list).map { members.text(of: Int($0)) }
  }
}

/// Gives lists their codes while a column is being made.
package struct ListDictionaryBuilder: ~Copyable {
  private var starts = [0]
  private var codes: [UInt32] = []
  private var known: [[UInt32]: UInt32] = [:]
  private var members = TextDictionaryBuilder()

  package init() {}

  package var count: Int { starts.count - 1 }

  package mutating func memberCode(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    members.code(of: text)
  }

  package mutating func memberCode(of text: String) -> UInt32 { members.code(of: text) }

  /// The code of the list with these members; a member told twice counts once.
  package mutating func code(of list: [UInt32]) -> UInt32 {
    var unique: [UInt32] = []
    for code in list where !unique.contains(code) { unique.append(code) }
    let key = unique.sorted()
    if let code = known[key] { return code }
    let code = UInt32(starts.count - 1)
    known[key] = code
    codes.append(contentsOf: unique)
    starts.append(codes.count)
    return code
  }

  package consuming func finish() -> ListDictionary {
    ListDictionary(starts: starts, codes: codes, members: members.finish())
  }
}
