#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The part of an input that is in memory.
final class WindowBuffer {
  private(set) var address: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// Which bytes of the input it holds.
  private(set) var held = 0..<0

  /// Kernels look at whole words around a cell and at whole blocks, so there is slack on both sides.
  static let slack = 128

  init() { address = WindowBuffer.allocate(0) }

  deinit { (address - WindowBuffer.slack).deallocate() }

  /// Where the next bytes belong.
  var end: UnsafeMutablePointer<UInt8> { address + held.count }

  /// Makes room for bytes of the input; those at the start of them that are here stay.
  func move(to wanted: Range<Int>) {
    let kept = held.clamped(to: wanted)
    let keeps = kept.lowerBound == wanted.lowerBound && !kept.isEmpty
    let source = address + (kept.lowerBound - held.lowerBound)
    if wanted.count > capacity {
      let larger = WindowBuffer.allocate(wanted.count)
      if keeps { larger.update(from: source, count: kept.count) }
      (address - WindowBuffer.slack).deallocate()
      address = larger
      capacity = wanted.count
    } else if keeps {
      memmove(address, source, kept.count)
    }
    held = keeps ? kept : wanted.lowerBound..<wanted.lowerBound
  }

  /// Says that bytes were written at `end`.
  func grew(by count: Int) { held = held.lowerBound..<held.upperBound + count }

  func append(from source: UnsafePointer<UInt8>, count: Int) {
    end.update(from: source, count: count)
    grew(by: count)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let block = UnsafeMutableRawPointer.allocate(byteCount: count + 2 * slack, alignment: 64)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: slack)
    let start = block.assumingMemoryBound(to: UInt8.self) + slack
    (start + count).initialize(repeating: 0, count: slack)
    return start
  }
}
