import Engine
import Records
import Semantics
import Syntax
import Testing

@Suite struct AggregateTests {
  private let x = Making.column(0, Making.number)
  private let name = Making.column(1, .text)

  private func set(_ numbers: [Int128?], _ names: [String?] = []) -> RecordSet {
    Making.set([
      ("x", Making.number, numbers.map { $0.map { Making.exact($0, scale: 1) } ?? .missing }),
      (
        "name", .text,
        numbers.indices.map { index in
          index < names.count ? names[index].map { .text($0) } ?? .missing : .text("n")
        }
      ),
    ])
  }

  private func figure(_ call: AggregateCall, _ set: RecordSet) throws(ExecutionError) -> Answer {
    try Making.answer(Making.plan([Making.summary([], [call])], form: .value), set)
  }

  @Test func percentilesInterpolateExactly() throws {
    let set = set([10, 20, 30, 40])
    #expect(try figure(Making.aggregate(.median, [x]), set).value == Making.exact(25, scale: 1))
    let ninety = Making.aggregate(.percentile, [x, Making.whole(90)])
    #expect(try figure(ninety, set).value == Making.exact(37, scale: 1))
  }

  @Test func spreadsAreOfASample() throws {
    let set = set([10, 20, 30])
    #expect(try figure(Making.aggregate(.variance, [x]), set).value == .number(.double(1), .exact))
    #expect(try figure(Making.aggregate(.stddev, [x]), set).value == .number(.double(1), .exact))
    let one = try figure(Making.aggregate(.stddev, [x], text: "stddev x"), self.set([10]))
    #expect(one.value == .missing)
    #expect(one.reason == "stddev x needs more than 1 value")
    let line = Making.aggregate(.correlation, [x, Making.figure(.negate(x))])
    #expect(try figure(line, set).value == .number(.double(-1), .exact))
  }

  /// What is left of large squares is right: 10^9 + 1, 2, 3.
  @Test func spreadsOfLargeNumbersKeepTheirDigits() throws {
    let large = Int128(10_000_000_000)
    let set = set([large + 10, large + 20, large + 30])
    #expect(try figure(Making.aggregate(.variance, [x]), set).value == .number(.double(1), .exact))
  }

  @Test func theFirstAmongTiesIsTakenAndNoted() throws {
    let set = set([5, 7, 7, 5], ["a", "b", "c", "a"])
    let at = Making.aggregate(.max, [name, x], .text, text: "name at max x", at: .max)
    let largest = try figure(at, set)
    #expect(largest.value == .text("b"))
    #expect(largest.notes.map(\.kind) == [.tieTaken])
    let mode = try figure(Making.aggregate(.mode, [x]), set)
    #expect(mode.value == Making.exact(5, scale: 1))
    #expect(mode.notes.map(\.kind) == [.tieTaken])
    let names = try figure(Making.aggregate(.mode, [name], .text), set)
    #expect(names.value == .text("a"))
    #expect(names.notes.isEmpty)
  }

  @Test func aPlaceOfAnExtremumMayBeMissing() throws {
    let set = set([5, 9], ["a", nil])
    let at = Making.aggregate(.max, [name, x], .text, at: .max)
    #expect(try figure(at, set).value == .missing)
  }

  @Test func oneValueCountsForEachIdentity() throws {
    let equal = set([5, 5, 7, 2], ["a", "a", "b", nil])
    let call = Making.aggregate(.sum, [x], text: "sum x once per name", once: [name])
    #expect(try figure(call, equal).value == Making.exact(14, scale: 1))
    do throws(ExecutionError) {
      _ = try figure(call, set([5, 6], ["a", "a"]))
      Issue.record("unequal values of one identity are refused")
    } catch {
      guard case .failed(let diagnostic) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(
        diagnostic.message
          == "sum x once per name needs equal values within each, and they differ for a (0.5, 0.6)")
    }
  }

  @Test func missingValuesAreReported() throws {
    let answer = try figure(Making.aggregate(.sum, [x]), set([1, nil, 3]))
    #expect(answer.notes.map(\.text) == ["x has a value in 2 of 3 records"])
    #expect(answer.notes.first?.count == 1)
  }

  @Test func divisionByZeroIsMissingAndCountedOnlyWhereAsked() throws {
    let set = set([0, 20, 0])
    let ratio = Making.figure(.arithmetic(.divide, Making.whole(1), x))
    let answer = try figure(Making.aggregate(.count, [ratio], isDistinct: true), set)
    #expect(answer.value == Making.exact(1))
    #expect(answer.notes.first?.text == "1 / x divides by 0 in 2 records: missing there")
    let guarded = Making.figure(
      .conditional(
        Making.compare(.greater, x, Making.whole(0)), then: ratio, else: Making.whole(0)))
    let quiet = try figure(Making.aggregate(.sum, [guarded]), set)
    #expect(quiet.value == .number(.double(0.5), .exact))
    #expect(quiet.notes.isEmpty)
  }

  @Test func elseForMissingIsCounted() throws {
    let guarded = Making.figure(
      .conditional(
        Making.compare(.greater, x, Making.whole(0)), then: Making.whole(1), else: Making.whole(0)))
    let answer = try figure(Making.aggregate(.sum, [guarded]), set([1, nil, -1, nil]))
    #expect(answer.value == Making.exact(1))
    #expect(answer.notes.map(\.text) == ["2 records took else because x is missing"])
  }

  @Test func tiesAtTheCutAreSaidOrKept() throws {
    let set = set([5, 7, 7, 7, nil])
    let term = SortTerm(expr: x, isDescending: true, text: "x")
    func top(_ count: Int, keepsTies: Bool) throws -> Answer {
      let top = Top(count: count, term: term, per: [], keepsTies: keepsTies)
      return try Making.answer(Making.plan([.top(top)]), set)
    }
    let cut = try top(2, keepsTies: false)
    #expect(cut.records.count == 2)
    #expect(
      cut.notes.map(\.text) == ["1 more row ties with the last, at 0.7 (with ties keeps them)"])
    #expect(try top(2, keepsTies: true).records.count == 3)
    #expect(try top(5, keepsTies: false).rows.last?.first == .missing)
    #expect(try top(4, keepsTies: false).notes.isEmpty)
  }

  @Test func theFirstMeasureOfSharedRecordsIsSaid() throws {
    let county = Making.column(1, .list)
    let set = Making.set([
      ("x", Making.number, [Making.exact(3), Making.exact(2_000_000), .missing]),
      ("county", .list, [.list(["a"]), .list(["a", "c", "b"]), .list(["a", "b"])]),
    ])
    let alone = Making.compare(
      .equal, county, Making.constant(.list(["a"]), .list))
    let others = Making.condition(
      .both(
        Making.condition(.listTest(.has, county, ["a"])),
        Making.condition(.complement(alone))))
    let watch = Watch(
      .sharedWithOthers(column: 1, value: "a", suggestion: "county has a"), predicate: others)
    let filter = Filter(predicate: alone, testsGroups: false, parts: [], watches: [watch])
    let call = Making.aggregate(.sum, [x], text: "sum x")
    let answer = try Making.answer(
      Making.plan([.filter(filter), Making.summary([], [call])], form: .value), set)
    #expect(answer.value == Making.exact(3))
    #expect(
      answer.notes.map(\.text) == [
        "1 record more names a together with b and c: 2,000,000 (county has a)"
      ])
  }

  @Test func aQuestionCanBeStopped() {
    let executor = Executor(sets: ["records": set([1])], isCancelled: { true })
    #expect(throws: ExecutionError.self) {
      try executor.run(Making.plan([Making.summary([], [Making.aggregate(.sum, [self.x])])]))
    }
  }

  @Test func queriesInBracketsReadTheStageAroundThem() throws {
    let average = Making.plan([Making.summary([], [Making.aggregate(.average, [x])])])
    let inner = Plan(source: .enclosing, stages: average.stages)
    let test = Making.compare(.greater, x, Making.figure(.scalar(inner)))
    let count = Making.summary([], [Making.aggregate(.count, [])])
    let answer = try Making.answer(Making.plan([Making.filter(test), count]), set([1, 2, 9, 10]))
    #expect(answer.value == Making.exact(2))
  }
}
