import TestSupport
import Testing

@testable import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("What cannot be read is a sentence")
struct ReadingHostileTests {
  private func message(of bytes: [UInt8], named name: String = "table.csv") -> String? {
    do {
      _ = try load(bytes: bytes, named: name)
      return nil
    } catch {
      return error.message
    }
  }

  private func message(ofPath path: String) -> ReadingError? {
    do {
      let request = LoadRequest(paths: [path], name: "t")
      _ = try Reader.load(request, units: UnitTable(), isCancelled: { false })
      return nil
    } catch {
      return error
    }
  }

  @Test("files that hold nothing")
  func nothing() {
    #expect(message(of: []) == "the file is empty")
    #expect(message(of: Array("\n\n \n".utf8)) == nil)
    #expect(message(of: Array("\n\n\n".utf8)) == "the file holds nothing but blank lines")
    #expect(
      message(of: [0xEF, 0xBB, 0xBF]) == "the file holds nothing but a byte order mark")
  }

  @Test("a header and nothing else is a set without records")
  func headerOnly() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n", "\u{FEFF}a,b\n\n"] {
      let outcome = try load(text)
      #expect(outcome.names == ["a", "b"])
      #expect(outcome.set.count == 0)
      #expect(
        outcome.notes(.decided)[0].hasSuffix("the file holds a header and nothing else"))
    }
  }

  @Test("folders, missing files and files that may not be read")
  func paths() throws {
    let file = WrittenFile(Array("a,b\n1,2\n".utf8), named: "records.csv")
    let folder = String(file.path.dropLast("/records.csv".count))
    let directory = try #require(message(ofPath: folder))
    #expect(directory.message == "this is a folder, not a file")
    #expect(directory.notes == ["it holds records.csv"])
    let missing = try #require(message(ofPath: folder + "/recrods.csv"))
    #expect(
      missing.message == "no file is named \"recrods.csv\"; nearest: \(folder)/records.csv")
    let far = try #require(message(ofPath: folder + "/zzz.txt"))
    #expect(far.notes == ["\(folder)/ holds records.csv"])
    #expect(message(ofPath: "")?.message.contains("no file is named") == true)
    #expect(message(ofPath: "a\u{0}b")?.message == "a file name has no zero byte")
    #expect(message(ofPath: file.path + "/x.csv") != nil)
    if geteuid() != 0 {
      chmod(file.path, 0)
      #expect(message(ofPath: file.path)?.message == "this file may not be read by this user")
      chmod(file.path, 0o600)
    }
  }

  @Test("zero bytes are told with their place")
  func zeros() throws {
    let error = try #require(loadError("a,b\nx,y\n1,\u{0}2\n"))
    #expect(error.line == 3)
    #expect(error.column == 3)
    #expect(error.message.hasPrefix("a zero byte stands here"))
  }

  @Test("a file that changes while it is read is not read on")
  func changed() throws {
    let file = WrittenFile(Array("a,b\n1,2\n".utf8))
    let source = try ByteSource.open(file.path)
    try source.checkUnchanged()
    truncate(file.path, 3)
    #expect(throws: ReadingError.self) { try source.checkUnchanged() }
    #expect(throws: ReadingError.self) { try source.window(from: 0, count: 8) }
  }

  @Test("a load that is stopped stops")
  func stopped() {
    let file = WrittenFile(Array("a,b\n1,2\n".utf8))
    do {
      _ = try Reader.load(
        LoadRequest(paths: [file.path], name: "t"), units: UnitTable(), isCancelled: { true })
      Issue.record("a stopped load gives no set")
    } catch {
      #expect(error.isCancellation)
    }
  }

  @Test("wide, long and deep files")
  func large() throws {
    let wide =
      (0..<5_000).map { "f\($0)" }.joined(separator: ",") + "\n"
      + (0..<5_000).map { "\($0)" }.joined(separator: ",") + "\n"
    #expect(try load(wide).set.fields.count == 5_000)
    let cell = String(repeating: "long ", count: 200_000)
    let long = try load("a,b\n\"\(cell)\",1\nx,2\n")
    #expect(long.texts("a") == [cell, "x"])
    let header = String(repeating: "h", count: 300_000)
    #expect(try load("\(header),b\n1,2\n").names == [header, "b"])
    let tall = String(repeating: "line\n", count: 200)
    let outcome = try load("a,b\n\"\(tall)\",1\nx,2\n")
    #expect(outcome.notes(.suspected).contains { $0.contains("goes on for up to 201 lines") })
    #expect(outcome.set.lineage?.base.line(of: 1) == 203)
  }

  @Test("chunks, types and dictionaries of a larger table hold together")
  func manyRows() throws {
    var text = "n,county,amount,note\n"
    for row in 0..<30_000 {
      text += "\(row),county \(row % 300),\(row % 7).\(row % 10)5,note \(row)\n"
    }
    let outcome = try load(text)
    #expect(outcome.set.count == 30_000)
    let notes = try #require(outcome.set.field(named: "note")?.column)
    let amounts = try #require(outcome.set.field(named: "amount")?.column)
    for row in stride(from: 0, to: 30_000, by: 977) {
      #expect(notes.value(at: row) == .text("note \(row)"))
      let amount = FixedDecimal(Int128(row % 7 * 100 + row % 10 * 10 + 5), scale: 2)
      #expect(amounts.value(at: row) == .number(.exact(amount), .exact))
    }
    guard case .text(.uint16, let counties) = outcome.set.field(named: "county")?.column.storage
    else {
      Issue.record("three hundred texts have codes of two bytes")
      return
    }
    #expect(counties.count == 300)
  }

  @Test("random bytes never end the process")
  func noise() {
    var generator = SeededGenerator(seed: 11)
    let alphabet =
      Array(",;\"'\n\r\t ab1290.-|\u{0}".utf8) + [0xEF, 0xBB, 0xBF, 0xE5, 0x8E, 0xBF, 0xFF]
    for _ in 0..<1_500 {
      let bytes = (0..<generator.below(120)).map { _ in generator.pick(alphabet) }
      do {
        let outcome = try load(bytes: bytes)
        #expect(outcome.set.count == outcome.recordCount)
        for field in outcome.set.fields { #expect(field.column.count == outcome.set.count) }
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}

@Suite("Encodings")
struct ReadingEncodingTests {
  /// 县城 in GB18030, and ñ in latin1.
  private let chinese: [UInt8] =
    Array("county,x\n".utf8) + [0xCF, 0xD8, 0xB3, 0xC7, 0x2C, 0x31, 0x0A]
  private let western: [UInt8] = Array("county,x\nLia".utf8) + [0xF1] + Array("ez,1\n".utf8)

  private func error(_ bytes: [UInt8], _ encoding: String? = nil) -> ReadingError? {
    do {
      _ = try load(bytes: bytes) { $0.encoding = encoding }
      return nil
    } catch {
      return error
    }
  }

  @Test("bytes that are not UTF-8 name the encoding to try")
  func notUTF8() throws {
    let first = try #require(error(chinese))
    #expect(first.line == 2)
    #expect(first.column == 1)
    #expect(first.message == "2 bytes are not UTF-8, the first here")
    #expect(first.notes == ["with (encoding \"gb18030\") may read it"])
    let second = try #require(error(western))
    #expect(second.column == 4)
    #expect(second.notes == ["with (encoding \"latin1\") may read it"])
  }

  @Test("other encodings are read by option")
  func option() throws {
    let first = try load(bytes: chinese) { $0.encoding = "gb18030" }
    #expect(first.texts("county") == ["县城"])
    let second = try load(bytes: western) { $0.encoding = "latin1" }
    #expect(second.texts("county") == ["Liañez"])
    #expect(error(chinese, "gb18031")?.message.contains("nearest: gb18030") == true)
    #expect(
      error(Array("a,b\nx,".utf8) + [0xFF, 0x0A], "gb18030")?.message.contains("not gb18030")
        == true)
  }

  @Test("byte order marks are passed over, UTF-16 is read and said")
  func marks() throws {
    let marked = try load("\u{FEFF}a,b\nx,1\n")
    #expect(marked.names == ["a", "b"])
    let text = "a,b\n县,1\n"
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      let outcome = try load(bytes: bytes)
      #expect(outcome.texts("a") == ["县"])
      #expect(outcome.notes(.encoding) == ["a byte order mark says that the file is UTF-16"])
    }
  }

  @Test("UTF-8 is checked to the letter")
  func check() {
    func bad(_ bytes: [UInt8]) -> Int? {
      (bytes + [0, 0, 0, 0, 0, 0, 0, 0]).withUnsafeBufferPointer { all in
        all.baseAddress.flatMap { UTF8Check.firstBadByte($0, from: 0, to: bytes.count) }
      }
    }
    #expect(bad(Array("plain, 县城, 😀, é".utf8)) == nil)
    for bytes: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xE5, 0x8E], [0xC3],
    ] {
      #expect(bad([0x61] + bytes) == 1)
    }
  }
}
