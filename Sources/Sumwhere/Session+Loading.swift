import Records
import Semantics
import Syntax

extension Session {
  mutating func load(
    _ load: Load, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    var request: LoadRequest
    do throws(Diagnostic) {
      request = try Checker.request(for: load, in: catalog)
    } catch {
      throw .diagnostic(error)
    }
    request.namedFields = settings.askedFields
    let twice = try find(load.paths, for: &request, place)
    do throws(Failure) {
      let outcome = try read(request, isCancelled: place.isCancelled)
      guard case .loaded(let name, let notes) = outcome, !twice.isEmpty else { return outcome }
      return .loaded(name: name, notes: notes + twice)
    } catch {
      throw .failure(error)
    }
  }

  /// The files that a load names, patterns among them; each is read once.
  private func find(
    _ paths: [Load.Path], for request: inout LoadRequest, _ place: Surroundings
  ) throws(StatementError) -> [Note] {
    var found: [(path: String, written: String)] = []
    for path in paths {
      let whole = path.text == "-" ? "-" : Script.path(path.text, from: place.folder)
      guard FilePattern.isPattern(path.text), FileIdentity(path: whole) == nil else {
        found.append((whole, path.text))
        continue
      }
      let matches = FilePattern.matches(whole)
      guard !matches.isEmpty else { throw .failure(.reading(.unmatched(path.text, whole))) }
      let prefix = whole.utf8.count - path.text.utf8.count
      found += matches.map { ($0, String($0.utf8.dropFirst(prefix)) ?? $0) }
    }
    var seen: Set<FileIdentity> = []
    var twice: [String] = []
    request.paths = []
    var written: [String] = []
    for file in found {
      if let identity = FileIdentity(path: file.path), !seen.insert(identity).inserted {
        twice.append(file.written)
        continue
      }
      request.paths.append(file.path)
      written.append(file.written)
    }
    request.writtenPaths = written
    return twice.map { Note(.decided, "\($0) is named more than once and read once") }
  }
}

extension ReadingError {
  fileprivate static func unmatched(_ written: String, _ path: String) -> ReadingError {
    let folder = Script.folder(of: path)
    let tables = FolderEntries.names(in: folder.isEmpty ? "." : folder).filter {
      WritingForm(fileName: $0) != nil
    }.sorted()
    let shown = tables.prefix(5).joined(separator: ", ")
    let more = tables.count > 5 ? " and \(tables.count - 5) more" : ""
    return ReadingError(
      file: path, "no file matches \"\(written)\"",
      notes: tables.isEmpty
        ? [] : ["\(folder.isEmpty ? "this folder" : folder + "/") holds \(shown)\(more)"])
  }
}
