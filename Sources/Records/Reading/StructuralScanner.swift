import CMasks

/// Finds the ends of all cells 64 bytes at a time, for dialects with one-byte separators and
/// doubled quotes.
///
/// Quotes are counted, not followed: whether a byte stands inside quotes is the parity of the
/// quotes before it. That is exact as long as every opening quote begins a cell and every closing
/// one ends it; where that does not hold the scan says so and `RecordSplitter` reads instead.
struct StructuralScanner {
  let delimiter: UInt8
  let recordSeparator: UInt8
  /// 0 where cells are never quoted.
  let quote: UInt8

  struct Outcome {
    /// How many ends were written.
    var endCount = 0
    /// How many of them end a record.
    var recordCount = 0
    /// Record separators inside quoted cells.
    var separatorsInCells = 0
    /// Whether the last byte stands inside quotes.
    var isOpen = false
    /// Quotes stand where the scan cannot tell what they mean.
    var isUnsure = false
    /// Some byte may be outside ASCII.
    var mayHaveHighBytes = false
    /// Some byte may be 0.
    var mayHaveZeros = false
  }

  /// - Shape: `ends` has room for `count + 64` ends; 64 bytes past `count` may be read.
  func scan(
    _ base: UnsafePointer<UInt8>, count: Int, ends: UnsafeMutablePointer<UInt32>
  ) -> Outcome {
    var outcome = Outcome()
    let raw = UnsafeRawPointer(base)
    let quote = quote == 0 ? recordSeparator : quote
    let hasQuotes: UInt64 = self.quote == 0 ? 0 : .max
    var highBytes: UInt32 = 0
    var zeros: UInt32 = 0
    var endCount = 0
    var records = 0
    var inside: UInt64 = 0
    var afterEnd: UInt64 = 1
    var afterClosing: UInt64 = 0
    var afterReturn: UInt64 = 0
    let allowsReturns: UInt64 = recordSeparator == 10 ? .max : 0
    var start = 0
    while start < count {
      let block = raw + start
      let valid: UInt64 = count &- start >= 64 ? .max : (1 &<< UInt64(count &- start)) &- 1
      let scanned = masks64_scanned(block, recordSeparator, delimiter, quote)
      let masks = scanned.masks
      highBytes |= scanned.has_high
      zeros |= scanned.has_zero
      let recordBits = masks.first & valid
      var endBits = (masks.first | masks.second) & valid
      let quoteBits = masks.third & valid & hasQuotes
      if quoteBits | inside | afterClosing | afterReturn != 0 {
        let within = Self.parity(quoteBits) ^ inside
        let opening = quoteBits & within
        let closing = quoteBits & ~within
        endBits &= ~within
        let mayOpen = endBits << 1 | afterEnd | closing << 1 | afterClosing
        let returns = mask64(block, 13) & allowsReturns
        let mustEnd = (closing << 1 | afterClosing) & valid
        let closedReturns = mustEnd & returns
        let mustFeed = (closedReturns << 1 | afterReturn) & valid
        afterReturn = closedReturns >> 63
        if opening & ~mayOpen | mustEnd & ~(endBits | opening | returns)
          | mustFeed & ~(recordBits & ~within) != 0
        {
          outcome.isUnsure = true
        }
        outcome.separatorsInCells &+= (recordBits & within).nonzeroBitCount
        records &+= (recordBits & ~within).nonzeroBitCount
        inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
        afterClosing = closing >> 63
      } else {
        records &+= recordBits.nonzeroBitCount
      }
      afterEnd = endBits >> 63
      let found = endBits.nonzeroBitCount
      let offset = UInt32(truncatingIfNeeded: start)
      var written = 0
      // Four at a time, some in vain: what is written past the last end is written over.
      while written < found {
        let target = ends + (endCount &+ written)
        target[0] = offset &+ UInt32(truncatingIfNeeded: endBits.trailingZeroBitCount)
        endBits &= endBits &- 1
        target[1] = offset &+ UInt32(truncatingIfNeeded: endBits.trailingZeroBitCount)
        endBits &= endBits &- 1
        target[2] = offset &+ UInt32(truncatingIfNeeded: endBits.trailingZeroBitCount)
        endBits &= endBits &- 1
        target[3] = offset &+ UInt32(truncatingIfNeeded: endBits.trailingZeroBitCount)
        endBits &= endBits &- 1
        written &+= 4
      }
      endCount &+= found
      start &+= 64
    }
    outcome.endCount = endCount
    outcome.recordCount = records
    outcome.isOpen = inside != 0
    outcome.mayHaveHighBytes = highBytes != 0
    outcome.mayHaveZeros = zeros != 0
    return outcome
  }

  /// Bit i is the parity of the bits up to i.
  @inline(__always)
  private static func parity(_ bits: UInt64) -> UInt64 {
    var result = bits
    result ^= result << 1
    result ^= result << 2
    result ^= result << 4
    result ^= result << 8
    result ^= result << 16
    result ^= result << 32
    return result
  }
}
