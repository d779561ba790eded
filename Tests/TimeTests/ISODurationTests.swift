import Testing
import Time

@Suite struct ISODurationTests {
    @Test(
        arguments: [
            ("P0D", 0, "PT0S"), ("PT0S", 0, "PT0S"), ("P1D", 86400, "P1D"), ("P1W", 604_800, "P7D"),
            ("P31D", 2_678_400, "P31D"), ("PT90M", 5400, "PT1H30M"), ("P1DT12H", 129_600, "P1DT12H"),
            ("PT36H", 129_600, "P1DT12H"), ("P1DT1S", 86401, "P1DT1S"), ("PT1H1S", 3601, "PT1H1S"),
            ("P0000001D", 86400, "P1D"),
        ] as [(String, Int64, String)])
    func `A duration is read in seconds and written in its shortest form`(text: String, seconds: Int64, form: String) {
        #expect(ISODuration(text)?.seconds == seconds)
        #expect(ISODuration(text)?.description == form)
        #expect(ISODuration(form)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "P", "PT", "1D", "p1d", "P1", "PD", "P1Y", "P1M", "P-1D", "-P1D", "+P1D", "P1.5D", "P1,5D", "P1DT",
        "PT1D", "P1H", "P1D1D", "PT1S1M", "PT1M1M", "P1W1D", "P1WT1H", "P1D ", " P1D", "P1\u{0}D", "P１D",
        "P99999999999999999999D", "P9223372036854775807W", "PTT1H", "P1DT1HT1M",
        "PT00000000000000000000000000000000000000000000000000000000000001S",
    ])
    func `What is no duration is refused`(text: String) {
        #expect(ISODuration(text) == nil)
    }

    @Test func `Every number of seconds comes back from its form`() {
        for seconds in [Int64(1), 59, 60, 61, 3599, 3600, 86399, 86400, 90061, 31_536_000, .max] {
            #expect(ISODuration(ISODuration(seconds: seconds).description)?.seconds == seconds)
        }
        #expect(ISODuration(seconds: -5).seconds == 0)
        #expect(ISODuration(days: 2) > ISODuration(days: 1))
    }
}
