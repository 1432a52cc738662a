#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one thing an answer may depend on beside records and question.
enum Clock {
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
}
