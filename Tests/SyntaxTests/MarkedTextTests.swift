import TestSupport
import Testing

@Suite struct MarkedTextTests {
  @Test func markersLeaveTheTextAndKeepTheirPlaces() {
    let marked = MarkedText("sum 县 1️⃣where 2️⃣")
    #expect(marked.text == "sum 县 where ")
    #expect(marked.offsets == [1: 8, 2: 14])
  }
}
