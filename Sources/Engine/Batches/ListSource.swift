import Records

/// Where the codes of a list column point.
enum ListSource {
  case fixed(ListDictionary)
  case pool(ListPool)

  var count: Int {
    switch self {
    case .fixed(let dictionary): dictionary.count
    case .pool(let pool): pool.count
    }
  }

  var members: TextSource {
    switch self {
    case .fixed(let dictionary): .fixed(dictionary.members)
    case .pool(let pool): .pool(pool.members)
    }
  }

  func memberCodes(of list: Int) -> ArraySlice<UInt32> {
    switch self {
    case .fixed(let dictionary): dictionary.memberCodes(of: list)
    case .pool(let pool): pool.memberCodes(of: list)[...]
    }
  }

  func texts(of list: Int) -> [String] {
    let members = members
    return memberCodes(of: list).map { members.text(of: Int($0)) }
  }
}
