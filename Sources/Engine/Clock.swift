#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one thing an answer may depend on beside records and question.
package enum Clock {
  /// Today where the program runs.
  ///
  /// - Units: days from 1970-01-01
  package static var today: Int32 {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    let seconds = Int64(now) + Int64(local.tm_gmtoff)
    return seconds.dayNumber
  }

  /// A time that only goes forward, for how long something took.
  ///
  /// - Units: nanoseconds
  package static let elapsed: @Sendable () -> UInt64 = {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }
}
