import Records
import Synchronization
import Testing

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 3, 7]) func everyTaskIsDoneOnce(threads: Int) {
    let workers = Workers(count: threads)
    for tasks in [0, 1, 2, 5, 64, 1_000] {
      for _ in 0..<50 {
        let done = (0..<tasks).map { _ in Box() }
        let busy = (0..<threads).map { _ in Box() }
        workers.perform(tasks) { task, worker in
          // No two calls at a time have the same worker.
          let before = busy[worker].count.wrappingAdd(1, ordering: .acquiringAndReleasing).oldValue
          if before != 0 { busy[worker].clashes.wrappingAdd(1, ordering: .relaxed) }
          done[task].count.wrappingAdd(1, ordering: .relaxed)
          busy[worker].count.wrappingSubtract(1, ordering: .acquiringAndReleasing)
        }
        #expect(done.allSatisfy { $0.count.load(ordering: .relaxed) == 1 })
        #expect(busy.allSatisfy { $0.clashes.load(ordering: .relaxed) == 0 })
      }
    }
  }

  @Test func aJobInsideAnotherRunsWhereItIs() {
    let workers = Workers(count: 3)
    let total = Box()
    workers.perform(8) { _, _ in
      workers.perform(8) { _, worker in
        #expect(worker == 0)
        total.count.wrappingAdd(1, ordering: .relaxed)
      }
    }
    #expect(total.count.load(ordering: .relaxed) == 64)
  }

  @Test func jobsFromSeveralThreadsAllEnd() async {
    let workers = Workers(count: 2)
    let total = Box()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<100 {
            workers.perform(4) { _, _ in total.count.wrappingAdd(1, ordering: .relaxed) }
          }
        }
      }
    }
    #expect(total.count.load(ordering: .relaxed) == 3_200)
  }

  private final class Box: Sendable {
    let count = Atomic<Int>(0)
    let clashes = Atomic<Int>(0)
  }
}
