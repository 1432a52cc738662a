import Records
import Semantics

extension WindowPass {
  func numbers(_ rows: WindowRows) -> Column {
    var result = [Int64](repeating: 0, count: stage.frame.count)
    for group in rows.groups {
      for index in group {
        result[Int(rows.places[index])] = Int64(index - group.lowerBound + 1)
      }
    }
    return Column(.integers(Narrowing.integers(result), scale: 0), count: result.count)
  }

  /// The largest is 1, and equal ones share the better place; what is missing has none.
  func ranks(_ order: WindowOrders.Order) throws(ExecutionError) -> Column {
    let rows = order.rows
    var result = [Int64](repeating: 0, count: stage.frame.count)
    var isPresent = [Bool](repeating: false, count: stage.frame.count)
    let isMissing = order.terms.first?.keys.isMissing
    var undecided = 0
    for group in rows.groups {
      var end = group.upperBound
      while end > group.lowerBound,
        isMissing.map({ $0[Int(rows.places[end - 1])] != 0 }) ?? false
      {
        end -= 1
      }
      var rank = 1
      for index in group.lowerBound..<end {
        let place = Int(rows.places[index])
        if index > group.lowerBound, !order.areEqual(rows.places[index], rows.places[index - 1]) {
          rank = index - group.lowerBound + 1
        }
        result[place] = Int64(rank)
        isPresent[place] = true
      }
      undecided += openRanks(order, group.lowerBound..<end)
    }
    if undecided > 0 {
      say(
        .undecided,
        "\(window.text) is by the stated figure in \(WindowPass.rows(undecided)) whose bound leaves "
          + "it open", count: undecided)
    }
    return Column(
      .integers(Narrowing.integers(result), scale: 0), count: result.count,
      validity: Validity(isPresent))
  }

  /// How many rows could stand elsewhere: one that is at least so much and not alone at the top, one
  /// that is at most so much and not alone at the end.
  private func openRanks(_ order: WindowOrders.Order, _ present: Range<Int>) -> Int {
    guard let qualifiers = order.terms.first?.keys.qualifiers, present.count > 1 else { return 0 }
    let places = order.rows.places
    func isTied(_ index: Int) -> Bool {
      index > present.lowerBound && order.areEqual(places[index], places[index - 1])
        || index + 1 < present.upperBound && order.areEqual(places[index], places[index + 1])
    }
    return present.count { index in
      switch Qualifier(rawValue: qualifiers[Int(places[index])]) ?? .exact {
      case .exact: false
      case .atLeast: index > present.lowerBound || isTied(index)
      case .atMost: index + 1 < present.upperBound || isTied(index)
      case .about: isTied(index)
      }
    }
  }
}
