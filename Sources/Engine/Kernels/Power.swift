import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Power {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
