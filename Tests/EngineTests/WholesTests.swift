import Engine
import Records
import Semantics
import Syntax
import Testing

/// Wholes with their parts, and figures told twice.
@Suite struct WholesTests {
  /// PE01 (69) has the parts PE02 (30) and PE03 (39, itself the whole of PE04, 9); PE05 tells PE01
  /// again; PE06 stands alone.
  private let set: RecordSet = {
    let ids = (1...6).map { Value.text("PE0\($0)") }
    let years = [2009, 2009, 2010, 2010, 2010, 2010].map { Making.exact($0) }
    let cadres = [69, 30, 39, 9, 69, 4].map { Making.exact($0) }
    var set = Making.set([
      ("id", .text, ids), ("year", Making.number, years), ("cadres", Making.number, cadres),
      ("county", .list, ["a", "b", "a", "a", "b", "b"].map { .list([$0, "c"]) }),
    ])
    let base = LoadedRecords(
      name: "records", count: 6, fields: set.fields, files: ["r.csv"],
      lines: Vector([2, 3, 4, 5, 6, 7]), keyField: 0, wholes: Vector([-1, 0, 0, 2, -1, -1]),
      originals: Vector([-1, -1, -1, -1, 0, -1]))
    set.lineage = Lineage(base: base, records: nil)
    return set
  }()

  private let cadres = Making.column(2, Making.number)
  private let year = Making.column(1, Making.number)

  private func sum(isEvery: Bool = false, filter: TypedExpr? = nil) -> AggregateCall {
    Making.aggregate(.sum, [cadres], text: "sum cadres", isEvery: isEvery, filter: filter)
  }

  private func answer(_ steps: [PlanStep]) throws(ExecutionError) -> Answer {
    try Making.answer(Making.plan(steps), set, batchSize: 2)
  }

  @Test func partsAndRepeatsAreLeftOutAndNamed() throws {
    let answer = try answer([Making.summary([], [sum()])])
    #expect(answer.value == Making.exact(73))
    #expect(
      answer.notes.map(\.text) == [
        "left out 3 records that are parts of others here: PE02, PE03, PE04 "
          + "(sum every cadres counts them)",
        "left out 1 record that repeats another here: PE05 (sum every cadres counts it)",
      ])
    #expect(answer.notes.first?.suggestion == "sum every cadres")
    #expect(try self.answer([Making.summary([], [sum(isEvery: true)])]).value == Making.exact(220))
  }

  @Test func onlyWholesThatAreThereCount() throws {
    let filter = Making.filter(Making.compare(.equal, year, Making.whole(2010)))
    // PE01 is not there, so its part and its repetition count; PE04 is a part of PE03, which is.
    #expect(try answer([filter, Making.summary([], [sum()])]).value == Making.exact(112))
    let own = Making.compare(.less, cadres, Making.whole(39))
    #expect(
      try answer([Making.summary([], [sum(filter: own)])]).value == Making.exact(43),
      "the chain from PE04 goes on through PE03 to nothing")
  }

  /// PE03 is not there, but PE04 is a part of what is a part of PE01.
  @Test func chainsGoOnThroughRecordsThatAreNotThere() throws {
    let filter = Making.filter(Making.compare(.unequal, cadres, Making.whole(39)))
    #expect(try answer([filter, Making.summary([], [sum()])]).value == Making.exact(73))
  }

  @Test func groupsThatDoNotAddUpGiveTheTotal() throws {
    let answer = try answer([Making.summary([(year, false)], [sum()])])
    #expect(
      answer.rows == [
        [Making.exact(2009), Making.exact(69)], [Making.exact(2010), Making.exact(112)],
      ])
    let note = answer.notes.first { $0.kind == .notAdditive }
    #expect(
      note?.text
        == "the groups do not add up to the total of their records: sum cadres is 73")
  }

  @Test func eachMemberHasItsOwnRecords() throws {
    let county = Making.column(3, .list)
    let answer = try answer([
      Making.summary([(county, true)], [sum(), Making.aggregate(.count, [])])
    ])
    #expect(
      answer.rows == [
        [.text("a"), Making.exact(69), Making.exact(3)],
        [.text("b"), Making.exact(103), Making.exact(3)],
        [.text("c"), Making.exact(73), Making.exact(6)],
      ])
    #expect(answer.notes.contains { $0.kind == .overlap && $0.count == 6 })
  }

  @Test func aShowKeepsItsRecordsAndDistinctDoesNot() throws {
    let items = [Projection.Item(expr: cadres, name: "cadres")]
    let show = PlanStage(
      steps: [.project(Projection(items: items, keepsRecords: true))], output: Schema(fields: []),
      form: .table)
    let distinct = PlanStage(
      steps: [.project(Projection(items: items, keepsRecords: false)), .distinct],
      output: Schema(fields: []), form: .table)
    let call = Making.aggregate(.sum, [Making.column(0, Making.number)], text: "sum cadres")
    let total = PlanStage(
      steps: [Making.summary([], [call])], output: Schema(fields: []), form: .value)
    let kept = Plan(source: .set("records"), stages: [show, total])
    #expect(try Making.answer(kept, set).value == Making.exact(73))
    let renewed = Plan(source: .set("records"), stages: [distinct, total])
    #expect(try Making.answer(renewed, set).value == Making.exact(69 + 30 + 39 + 9 + 4))
  }

  @Test func whySaysWhatBecameOfEachRecord() throws {
    let filter = Making.filter(
      Making.compare(.less, cadres, Making.whole(69)), ["cadres < 69"])
    let plan = Making.plan([filter, Making.summary([(year, false)], [sum()])])
    let executor = Executor(sets: ["records": set], isCancelled: { false })
    let answer = try executor.records(behind: plan, where: nil)
    #expect(answer.records.fields.map(\.name) == ["place", "id", "year", "cadres", "used"])
    #expect(
      answer.rows.map { [$0[0], $0[1], $0[4]] } == [
        [.text("r.csv:3"), .text("PE02"), .text("counted")],
        [.text("r.csv:4"), .text("PE03"), .text("counted")],
        [.text("r.csv:7"), .text("PE06"), .text("counted")],
        [.text("r.csv:5"), .text("PE04"), .text("part of PE03")],
      ])
    #expect(answer.notes.map(\.text) == ["cadres < 69 leaves out 2 of 6 records"])
    var condition = WhyCondition(text: "year = 2009")
    condition.records = Making.compare(.equal, year, Making.whole(2009))
    let narrowed = try executor.records(behind: plan, where: condition)
    #expect(narrowed.rows.map { $0[1] } == [.text("PE02")])
  }
}
