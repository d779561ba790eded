extension BinaryInteger {
    /// The largest whole number not above the quotient: what calendars need before 1970. `divisor` is positive.
    public func floorDivided(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
