/// The rows of a terminal that an entry takes while it is edited, and where the cursor is in them.
struct EntryFrame: Equatable {
  struct Row: Equatable {
    /// As it is sent, with its colours.
    var text = ""
    /// Columns.
    var width = 0
  }

  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  var rows: [Row] = [Row()]
  var cursor = Place()
}
