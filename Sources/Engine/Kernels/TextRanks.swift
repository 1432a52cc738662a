import Records

/// Texts in the order of their UTF-8 bytes.
enum TextRanks {
  /// Lists are ordered by how they are shown.
  static func sorted(_ codes: [UInt32], _ source: ListSource) -> [UInt32] {
    let texts = codes.map { ValueText.plain(.list(source.texts(of: Int($0)))) }
    let order = codes.indices.sorted { a, b in
      texts[a].utf8.lexicographicallyPrecedes(texts[b].utf8)
    }
    return order.map { codes[$0] }
  }

  private struct Pair: BitwiseCopyable {
    var word: UInt64
    var code: UInt32
  }

  /// By eight bytes at a time as a number, among those that share all bytes before.
  static func sorted(_ codes: [UInt32], _ source: TextSource) -> [UInt32] {
    var sorted = codes
    var open = [(range: 0..<codes.count, offset: 0)]
    while let (range, offset) = open.popLast() {
      if range.count < 32 {
        sorted[range].sort { source.compare(Int($0), Int($1), of: source) < 0 }
        continue
      }
      var pairs = sorted[range].map { Pair(word: source.word(of: Int($0), at: offset), code: $0) }
      pairs.sort { $0.word < $1.word }
      for (place, pair) in zip(range, pairs) { sorted[place] = pair.code }
      var start = 0
      while start < pairs.count {
        let word = pairs[start].word
        var end = start + 1
        while end < pairs.count, pairs[end].word == word { end += 1 }
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
