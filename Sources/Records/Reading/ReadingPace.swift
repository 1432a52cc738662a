/// In which steps a file is read; what is read is the same in all.
package struct ReadingPace: Sendable {
  /// About how many bytes are looked at at a time; they should fit the cache of one core.
  package var chunkSize = 128 << 10
  /// How many chunks are scanned before their turn.
  package var ahead = 8
  package var workers = Workers.shared
  /// After how many bytes it is asked how much memory is left, and who tells.
  package var memoryStep = 32 << 20
  package var availableMemory: @Sendable () -> Int? = SystemMemory.available

  package init() {}
}
