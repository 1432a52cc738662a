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

  /// By eight bytes at a time as a number, among those that share all bytes before.
  private static func sorted(_ codes: [UInt32], _ source: TextSource) -> [UInt32] {
    var sorted = codes
    var open = [(range: 0..<codes.count, offset: 0)]
    while let (range, offset) = open.popLast() {
      if range.count < 32 {
        sorted[range].sort { source.compare(Int($0), Int($1), of: source) < 0 }
        continue
      }
      let part = Array(sorted[range])
      let keys = part.map { source.word(of: Int($0), at: offset) }
      let order = RadixSort.order(of: keys)
      for (place, index) in zip(range, order) { sorted[place] = part[Int(index)] }
      var start = 0
      while start < order.count {
        let key = keys[Int(order[start])]
        var end = start + 1
        while end < order.count, keys[Int(order[end])] == key { end += 1 }
        if end - start > 1 {
          let equal = range.lowerBound + start..<range.lowerBound + end
          // Texts that end here differ, if at all, in zero bytes that padding looks like.
          if sorted[equal].contains(where: { source.length(of: Int($0)) <= offset + 8 }) {
            sorted[equal].sort { source.compare(Int($0), Int($1), of: source) < 0 }
          } else {
            open.append((equal, offset + 8))
          }
        }
        start = end
      }
    }
    return sorted
  }
}

extension TextSource {
  fileprivate func length(of code: Int) -> Int { withBytes(of: code) { $0.count } }

  /// Eight bytes as a number that compares as they do; past the end they are 0.
  fileprivate func word(of code: Int, at offset: Int) -> UInt64 {
    withBytes(of: code) { bytes in
      if offset + 8 <= bytes.count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self)
        return UInt64(bigEndian: word)
      }
      var word: UInt64 = 0
      for index in offset..<offset + 8 {
        word = word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
      }
      return word
    }
  }
}
