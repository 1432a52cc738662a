/// Values in the order of their groups.
enum GroupedValues {
  /// - Shape: one group a value; the values of a group go from `starts[group]` to the next start, in
  ///   the order they came
  static func laidOut(
    _ values: [Int64], _ groups: [UInt32], slots: Int
  ) -> (values: [Int64], starts: [Int]) {
    var starts = [Int](repeating: 0, count: slots + 1)
    let count = values.count
    let sorted = [Int64](unsafeUninitializedCapacity: count) { target, filled in
      groups.withUnsafeBufferPointer { groups in
        values.withUnsafeBufferPointer { values in
          starts.withUnsafeMutableBufferPointer { starts in
            for index in 0..<count { starts[Int(groups[index])] &+= 1 }
            var sum = 0
            for slot in 0..<slots {
              let size = starts[slot]
              starts[slot] = sum
              sum += size
            }
            for index in 0..<count {
              let group = Int(groups[index])
              target[starts[group]] = values[index]
              starts[group] &+= 1
            }
          }
        }
      }
      filled = count
    }
    // Every start has moved to the next one's place.
    starts.removeLast()
    starts.insert(0, at: 0)
    return (sorted, starts)
  }
}
