/// What a list is asked for.
public struct TodoQuery: Sendable {
    public enum Paging: Sendable {
        /// Pages counted from 1, with a total.
        case page(Int)
        /// What comes behind a position; nil for the start.
        case after(TodoPosition?)
    }

    public var filter: TodoFilter
    public var sort: TodoSort
    public var paging: Paging
    /// Tasks on a page.
    public var size: Int

    public init(
        filter: TodoFilter = TodoFilter(), sort: TodoSort = TodoSort(), paging: Paging = .page(1), size: Int = 20
    ) {
        self.filter = filter
        self.sort = sort
        self.paging = paging
        self.size = size
    }

    /// Whether a page costs a few index steps, however many tasks there are.
    public var isLookup: Bool {
        guard filter.isCounted, filter.isCompleted == nil || sort.key == .createdAt else { return false }
        return if case .page(let number) = paging { number <= 10 } else { true }
    }
}

/// A page of a list.
public struct TodoPage: Sendable {
    public let items: [Todo]
    /// How many tasks match; nil behind a position.
    public let total: Int?
    /// Where the next page starts; nil on numbered pages and at the end.
    public let next: TodoPosition?
}
