/// Distinct lists that evaluation makes; lists with the same members share a code.
final class ListPool {
  let members = TextPool()
  private var lists: [[UInt32]] = [[]]
  private var known: [[UInt32]: UInt32] = [[]: 0]

  init() {}

  var count: Int { lists.count }

  func memberCodes(of list: Int) -> [UInt32] { lists[list] }

  func code(of texts: [String]) -> UInt32 {
    var unique: [UInt32] = []
    for text in texts {
      let code = members.code(of: text)
      if !unique.contains(code) { unique.append(code) }
    }
    let key = unique.sorted()
    if let code = known[key] { return code }
    let code = UInt32(lists.count)
    known[key] = code
    lists.append(unique)
    return code
  }
}
