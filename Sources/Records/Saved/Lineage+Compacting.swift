extension Lineage {
  /// The lineage of so many rows without the records that do not matter to them: those that are no
  /// row, and no whole or original of one, through any chain. Of the fields the key stays, and those
  /// with cells that only their text tells.
  func compact(rows: Int) -> Lineage {
    let kept = base.fields.indices.filter {
      $0 == base.keyField || !base.fields[$0].column.written.isEmpty
    }
    guard let used = usedRecords(rows: rows) else {
      return Lineage(base: base.keeping(kept, of: nil), records: records)
    }
    var places = [UInt32](repeating: 0, count: base.count)
    for (place, record) in used.enumerated() { places[Int(record)] = UInt32(place) }
    let numbers = Vector<UInt32>(count: rows) { target in
      for row in 0..<rows { target[row] = places[record(of: row)] }
    }
    let isInOrder = rows == used.count && (0..<rows).allSatisfy { numbers[$0] == UInt32($0) }
    return Lineage(
      base: base.keeping(kept, of: (used, places)), records: isInOrder ? nil : numbers)
  }

  /// The records that matter, in their order; `nil` where all do.
  private func usedRecords(rows: Int) -> [UInt32]? {
    if records == nil, rows == base.count { return nil }
    var isUsed = [Bool](repeating: false, count: base.count)
    var open: [Int] = []
    func use(_ record: Int) {
      guard record >= 0, !isUsed[record] else { return }
      isUsed[record] = true
      open.append(record)
    }
    for row in 0..<rows {
      use(record(of: row))
      while let record = open.popLast() {
        use(base.wholes.map { Int($0[record]) } ?? -1)
        use(base.originals.map { Int($0[record]) } ?? -1)
      }
    }
    let used = isUsed.indices.filter { isUsed[$0] }.map { UInt32($0) }
    return used.count == base.count ? nil : used
  }
}

extension LoadedRecords {
  /// - Shape: `used` are the records that stay, and for each that does its new number.
  fileprivate func keeping(
    _ kept: [Int], of used: (records: [UInt32], places: [UInt32])?
  ) -> LoadedRecords {
    let key = keyField.flatMap { kept.firstIndex(of: $0) }
    guard let used else {
      return LoadedRecords(
        name: name, count: count, fields: kept.map { fields[$0] }, files: files,
        fileOfRecord: fileOfRecord, lines: lines, firstLine: firstLine, keyField: key,
        wholes: wholes, originals: originals, notes: notes)
    }
    let rows = used.records
    func picked(_ relatives: Vector<Int32>?) -> Vector<Int32>? {
      relatives.map { relatives in
        Vector(
          rows.map { record in
            let relative = relatives[Int(record)]
            return relative < 0 ? -1 : Int32(used.places[Int(relative)])
          })
      }
    }
    let hasLines = lines != nil || firstLine != nil
    return LoadedRecords(
      name: name, count: rows.count,
      fields: kept.map { index in
        let field = fields[index]
        return Field(name: field.name, type: field.type, column: field.column.picking(rows))
      },
      files: files, fileOfRecord: fileOfRecord.map { of in Vector(rows.map { of[Int($0)] }) },
      lines: hasLines
        ? Vector(rows.map { UInt32(clamping: line(of: Int($0)) ?? 0) }) : nil,
      keyField: key, wholes: picked(wholes), originals: picked(originals))
  }
}

extension Column {
  /// The cells of some rows, in their order.
  fileprivate func picking(_ rows: [UInt32]) -> Column {
    let cells = Column.Picked(rows: rows)
    let storage: Storage =
      switch self.storage {
      case .integers(let integers, let scale): .integers(cells.of(integers), scale: scale)
      case .doubles(let doubles): .doubles(cells.of(doubles))
      case .text(let codes, let texts): .text(cells.of(codes), texts)
      case .lists(let codes, let lists): .lists(cells.of(codes), lists)
      case .booleans(let booleans): .booleans(cells.of(booleans))
      case .periods(let days, .uniform(let grain)): .periods(cells.of(days), .uniform(grain))
      case .periods(let days, .mixed(let grains)):
        .periods(cells.of(days), .mixed(cells.of(grains)))
      case .moments(let seconds): .moments(cells.of(seconds))
      }
    var written: [Int: String] = [:]
    if !self.written.isEmpty {
      for (place, row) in rows.enumerated() { written[place] = self.written[Int(row)] }
    }
    return Column(
      storage, count: rows.count, validity: Validity(rows.map { isValid(Int($0)) }),
      qualifiers: qualifiers.map(cells.of), written: written)
  }

  private struct Picked {
    let rows: [UInt32]

    func of<Element>(_ vector: Vector<Element>) -> Vector<Element> {
      Vector(rows.map { vector[Int($0)] })
    }

    func of(_ integers: IntegerStorage) -> IntegerStorage {
      switch integers {
      case .int8(let vector): .int8(of(vector))
      case .int16(let vector): .int16(of(vector))
      case .int32(let vector): .int32(of(vector))
      case .int64(let vector): .int64(of(vector))
      case .int128(let vector): .int128(of(vector))
      }
    }

    func of(_ codes: CodeStorage) -> CodeStorage {
      switch codes {
      case .uint8(let vector): .uint8(of(vector))
      case .uint16(let vector): .uint16(of(vector))
      case .uint32(let vector): .uint32(of(vector))
      }
    }
  }
}
