extension LoadedRecords {
  /// The records of this load and behind them those of another, each with its own file, line, whole
  /// and original.
  ///
  /// Records of a load without a key are told by their place, as are those of both where the keys are
  /// of different types.
  package func joined(with other: LoadedRecords) -> LoadedRecords {
    let total = count + other.count
    let shift = UInt32(fileNames.count)
    let files = Vector<UInt32>(count: total) { target in
      for record in 0..<count { target[record] = fileOfRecord?[record] ?? 0 }
      for record in 0..<other.count {
        target[count + record] = (other.fileOfRecord?[record] ?? 0) + shift
      }
    }
    // A set that came from no file has no lines either.
    let hasLines = line(of: 0) != nil && other.line(of: 0) != nil
    let lines = Vector<UInt32>(count: total) { target in
      for record in 0..<count { target[record] = UInt32(clamping: line(of: record) ?? 0) }
      for record in 0..<other.count {
        target[count + record] = UInt32(clamping: other.line(of: record) ?? 0)
      }
    }
    let key = joinedKey(with: other)
    return LoadedRecords(
      name: name == other.name ? name : "\(name) and \(other.name)", count: total,
      fields: key.map { [$0] } ?? [], files: fileNames + other.fileNames, fileOfRecord: files,
      lines: hasLines ? lines : nil, keyField: key == nil ? nil : 0,
      wholes: joined(wholes, other.wholes, other.count),
      originals: joined(originals, other.originals, other.count))
  }

  private var fileNames: [String] { files.isEmpty ? [name] : files }

  private func joinedKey(with other: LoadedRecords) -> Field? {
    let (upper, lower) = (keyField.map { fields[$0] }, other.keyField.map { other.fields[$0] })
    guard let first = upper ?? lower, upper.map({ $0.type == lower?.type }) ?? true || lower == nil
    else { return nil }
    let above = upper?.column ?? .missing(first.type, count)
    guard let column = above.appending(lower?.column ?? .missing(first.type, other.count)) else {
      return nil
    }
    return Field(name: first.name, type: first.type, column: column)
  }

  /// Records of the other load stand behind those of this one.
  private func joined(
    _ upper: Vector<Int32>?, _ lower: Vector<Int32>?, _ lowerCount: Int
  ) -> Vector<Int32>? {
    guard upper != nil || lower != nil, count + lowerCount <= Int(Int32.max) else { return nil }
    return Vector<Int32>(count: count + lowerCount) { target in
      for record in 0..<count { target[record] = upper?[record] ?? -1 }
      for record in 0..<lowerCount {
        let relative = lower?[record] ?? -1
        target[count + record] = relative < 0 ? -1 : relative + Int32(count)
      }
    }
  }
}
