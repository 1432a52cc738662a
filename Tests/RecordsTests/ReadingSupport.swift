@testable import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that lives as long as a test needs it.
struct WrittenFile: ~Copyable {
  let path: String
  private let folder: String

  init(_ bytes: [UInt8], named name: String = "table.csv") {
    var template = Array("/tmp/sumwhere-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    folder = made ?? "/tmp"
    path = "\(folder)/\(name)"
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }
}

/// Loads a text as if it stood in a file.
func load(
  _ text: String, named name: String = "table.csv",
  _ change: (inout LoadRequest) -> Void = { _ in }
) throws(ReadingError) -> LoadOutcome {
  try load(bytes: Array(text.utf8), named: name, change)
}

func load(
  bytes: [UInt8], named name: String = "table.csv",
  _ change: (inout LoadRequest) -> Void = { _ in }
) throws(ReadingError) -> LoadOutcome {
  let file = WrittenFile(bytes, named: name)
  var request = LoadRequest(paths: [file.path], name: "table")
  change(&request)
  return try Reader.load(request, units: UnitTable(), isCancelled: { false })
}

/// The error of a load that must fail.
func loadError(
  _ text: String, named name: String = "table.csv",
  _ change: (inout LoadRequest) -> Void = { _ in }
) -> ReadingError? {
  do {
    _ = try load(text, named: name, change)
    return nil
  } catch {
    return error
  }
}

extension LoadOutcome {
  /// The texts of a field, `nil` where there is no value.
  func texts(_ field: String) -> [String?] {
    values(field).map { value in
      switch value {
      case .missing: nil
      case .text(let text): text
      case .number(.exact(let decimal), let qualifier):
        ["", ">", "<", "~"][Int(qualifier.rawValue)] + decimal.description
      case .number(.double(let double), _): "\(double)"
      case .list(let texts): texts.joined(separator: "+")
      case .yesNo(let answer): answer ? "yes" : "no"
      case .period(let period): period.text
      case .moment(let seconds): DateText.text(ofMoment: seconds)
      }
    }
  }

  func values(_ field: String) -> [Value] {
    guard let column = set.field(named: field)?.column else { return [] }
    return (0..<column.count).map { column.value(at: $0) }
  }

  func type(_ field: String) -> ValueType? { set.field(named: field)?.type }

  func notes(_ kind: Note.Kind) -> [String] { notes.filter { $0.kind == kind }.map(\.text) }

  var names: [String] { self.set.fields.map(\.name) }
}

extension LoadRequest {
  mutating func declare(
    _ header: String, _ form: Declared.Form, role: Declared.Role = .plain, orMissing: Bool = false
  ) {
    declared.append(
      Declared(
        header: header, name: header, form: form, role: role, allowsUnreadable: orMissing))
  }
}
