import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The threads of the program: all there is of concurrency stands here.
///
/// A job is a number of tasks; whoever is free takes the next one, the caller among them. So a job
/// never waits for a thread that sleeps, a machine with one core runs it in order, and a job that
/// starts inside another runs on the thread that it is on. Threads are made when the first job of
/// several tasks comes: a small question starts none.
package final class Workers: Sendable {
  package static let shared = Workers(count: Workers.wanted)

  /// How many threads work on a job, the caller among them.
  package let count: Int
  private let state: State

  package init(count: Int) {
    self.count = max(1, count)
    state = State()
  }

  deinit { state.stop() }

  /// `SUMWHERE_THREADS`, else as many as there are cores.
  private static var wanted: Int {
    if let text = getenv("SUMWHERE_THREADS"), let count = Int(String(cString: text)), count > 0 {
      return min(count, 256)
    }
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Calls `body` once for each task and returns when all are done; `worker` is below `count`, and
  /// no two calls at a time have the same.
  ///
  /// What tasks share must be theirs to share: nothing is copied.
  package func perform(_ tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    guard tasks > 1, count > 1, state.begin(helpers: count - 1) else {
      for task in 0..<tasks { body(task, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let job = Job(tasks: tasks, body: body)
      state.open(job)
      job.work(as: 0)
      state.close()
      job.forget()
    }
  }

  /// One job: what is still to be taken.
  private final class Job: @unchecked Sendable {
    // `body` is only read between `open` and `close`, while the caller waits.
    private var body: ((Int, Int) -> Void)?
    private let tasks: Int
    private let next = Atomic<Int>(0)

    init(tasks: Int, body: @escaping (Int, Int) -> Void) {
      self.tasks = tasks
      self.body = body
    }

    /// A thread that was inside may hold the job a little longer than the caller its closure.
    func forget() { body = nil }

    func work(as worker: Int) {
      guard let body else { return }
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        body(task, worker)
      }
    }
  }

  /// What the threads wait for, under a lock; two counts are looked at outside of it by who waits
  /// for a while before sleeping.
  private final class State: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasJob = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let isIdle = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let opened = Atomic<Int>(0)
    private var job: Job?
    private var isBusy = false
    private var isStopped = false
    private let inside = Atomic<Int>(0)
    private var threads = 0

    init() {
      pthread_mutex_init(lock, nil)
      pthread_cond_init(hasJob, nil)
      pthread_cond_init(isIdle, nil)
    }

    deinit {
      pthread_cond_destroy(isIdle)
      pthread_cond_destroy(hasJob)
      pthread_mutex_destroy(lock)
      isIdle.deallocate()
      hasJob.deallocate()
      lock.deallocate()
    }

    /// False where a job is going on: then the caller does its tasks itself.
    func begin(helpers: Int) -> Bool {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      if isBusy { return false }
      isBusy = true
      while threads < helpers, start(as: threads + 1) { threads += 1 }
      return true
    }

    func open(_ job: Job) {
      pthread_mutex_lock(lock)
      self.job = job
      opened.wrappingAdd(1, ordering: .releasing)
      pthread_cond_broadcast(hasJob)
      pthread_mutex_unlock(lock)
    }

    /// Lets no more threads in and waits for those inside.
    func close() {
      pthread_mutex_lock(lock)
      job = nil
      pthread_mutex_unlock(lock)
      var turns = 0
      while turns < State.patience, inside.load(ordering: .acquiring) > 0 { turns += 1 }
      pthread_mutex_lock(lock)
      while inside.load(ordering: .acquiring) > 0 { pthread_cond_wait(isIdle, lock) }
      isBusy = false
      pthread_mutex_unlock(lock)
    }

    func stop() {
      pthread_mutex_lock(lock)
      isStopped = true
      opened.wrappingAdd(1, ordering: .releasing)
      pthread_cond_broadcast(hasJob)
      pthread_mutex_unlock(lock)
    }

    private final class Start {
      let state: State
      let worker: Int

      init(_ state: State, _ worker: Int) {
        self.state = state
        self.worker = worker
      }
    }

    private func start(as worker: Int) -> Bool {
      let start = Unmanaged.passRetained(Start(self, worker))
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let result = pthread_create(&thread, nil, Workers.main, start.toOpaque())
      guard result == 0 else {
        start.release()
        return false
      }
      #if canImport(Glibc)
        pthread_detach(thread)
      #else
        if let thread { pthread_detach(thread) }
      #endif
      return true
    }

    fileprivate static func run(_ argument: UnsafeMutableRawPointer) {
      let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
      start.state.serve(as: start.worker)
    }

    /// For how many looks a thread waits awake: about as long as it takes to wake one up.
    private static let patience = 50_000

    private func serve(as worker: Int) {
      var served = 0
      while true {
        // A job that follows the last one at once finds the thread awake.
        var turns = 0
        while turns < State.patience, opened.load(ordering: .acquiring) == served { turns += 1 }
        pthread_mutex_lock(lock)
        while !isStopped, job == nil || opened.load(ordering: .relaxed) == served {
          pthread_cond_wait(hasJob, lock)
        }
        served = opened.load(ordering: .relaxed)
        let taken = isStopped ? nil : job
        if taken != nil { inside.wrappingAdd(1, ordering: .relaxed) }
        pthread_mutex_unlock(lock)
        guard let taken else { return }
        taken.work(as: worker)
        let left = inside.wrappingSubtract(1, ordering: .releasing).newValue
        if left == 0 {
          pthread_mutex_lock(lock)
          pthread_cond_signal(isIdle)
          pthread_mutex_unlock(lock)
        }
      }
    }
  }

  #if canImport(Glibc)
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      {
        argument in
        if let argument { State.run(argument) }
        return nil
      }
  #else
    private static let main: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? =
      {
        argument in
        State.run(argument)
        return nil
      }
  #endif
}
