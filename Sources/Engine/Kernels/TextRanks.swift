import Records

/// Texts in the order of their UTF-8 bytes.
enum TextRanks {
  static func keys(of codes: [UInt32], _ source: TextSource, _ isMissing: [UInt8]?) -> [UInt64] {
    ranked(codes, total: source.count, isMissing) { met in
      sorted(met, source)
    }
  }

  /// Lists are ordered by how they are shown.
  static func keys(of codes: [UInt32], _ source: ListSource, _ isMissing: [UInt8]?) -> [UInt64] {
    ranked(codes, total: source.count, isMissing) { met in
      let texts = met.map { ValueText.plain(.list(source.texts(of: Int($0)))) }
      let order = met.indices.sorted { a, b in
        texts[a].utf8.lexicographicallyPrecedes(texts[b].utf8)
      }
      return order.map { met[$0] }
    }
  }

  private static func ranked(
    _ codes: [UInt32], total: Int, _ isMissing: [UInt8]?, _ sort: ([UInt32]) -> [UInt32]
  ) -> [UInt64] {
    var ranks = [UInt64](repeating: .max, count: max(total, 1))
    var met: [UInt32] = []
    for (row, code) in codes.enumerated() where ranks[Int(code)] == .max {
      if isMissing.map({ $0[row] != 0 }) ?? false { continue }
      ranks[Int(code)] = 0
      met.append(code)
    }
    for (rank, code) in sort(met).enumerated() { ranks[Int(code)] = UInt64(rank) }
    return codes.map { ranks[Int($0)] }
  }

  /// By the first eight bytes as a number, then in full among those that share them.
  private static func sorted(_ codes: [UInt32], _ source: TextSource) -> [UInt32] {
    let prefixes = codes.map { code in
      source.withBytes(of: Int(code)) { bytes in
        var prefix: UInt64 = 0
        for index in 0..<8 {
          prefix = prefix << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
        }
        return prefix
      }
    }
    var order = RadixSort.order(of: prefixes)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, prefixes[Int(order[end])] == prefixes[Int(order[start])] { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { a, b in
          source.compare(Int(codes[Int(a)]), Int(codes[Int(b)]), of: source) < 0
        }
      }
      start = end
    }
    return order.map { codes[Int($0)] }
  }
}
