/// How a thread reads cells of a field before their turn, as far as that can be told by then.
enum Preparation {
  case none
  case numbers(NumberPreparation)
  case texts(TextPreparation)

  func prepare(_ cells: Cells, in view: ChunkView, worker: Int, into prepared: PreparedCells) {
    switch self {
    case .none: prepared.form = .nothing
    case .numbers(let numbers): numbers.prepare(cells, in: view, into: prepared)
    case .texts(let texts): texts.prepare(cells, in: view, worker: worker, into: prepared)
    }
  }

  /// Whether most of the work is left for the cells' turn.
  var leavesMost: Bool {
    switch self {
    case .none: true
    case .numbers: false
    case .texts(let texts): texts.leavesMost
    }
  }
}
