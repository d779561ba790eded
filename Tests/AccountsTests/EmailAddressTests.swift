import Testing

@testable import Accounts

struct EmailAddressTests {
    @Test(arguments: [
        "ada@example.com", "a@b", "first.last+tag@sub.example.co.uk", "o'brien@example.com", "me@localhost",
        "josé@exámple.com", "x@xn--exmple-cua.com", "1@2.3",
    ])
    func `takes addresses in the usual shape`(text: String) {
        #expect(EmailAddress(text)?.text == text)
    }

    @Test(arguments: [
        "", "@", "ada", "ada@", "@example.com", "a b@example.com", "ada@exa mple.com", "ada@example..com",
        ".ada@example.com", "ada.@example.com", "a..b@example.com", "ada@-example.com", "ada@example-.com",
        "ada@[192.0.2.1]", "\"ada\"@example.com", "ada@example.com\n", "ada@example.com\r\nBcc: x@y",
        "a\u{0}b@example.com", "ada@exam\u{200B}ple.com", "ada@example.com,eve@example.com", "<ada@example.com>",
        "ada@" + String(repeating: "a", count: 64) + ".com", String(repeating: "a", count: 65) + "@example.com",
        "ada@" + String(repeating: "abcdefg.", count: 32) + "com", "ada@exam_ple.com", "ada(x)@example.com",
    ])
    func `refuses everything else`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [
        ("Ada@Example.COM", "ada@example.com"), ("STRASSE@example.com", "straße@example.com"),
        ("JOSÉ@example.com", "jose\u{301}@example.com"), ("ΣΑΣ@example.com", "σας@example.com"),
    ])
    func `knows one address in several spellings`(one: String, other: String) {
        #expect(EmailAddress(one)?.key == EmailAddress(other)?.key)
    }
}

struct LanguageTagTests {
    @Test(arguments: ["en", "de-CH", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1901", "en-a-myext-b-another", "tlh"])
    func `takes tags of the usual shape`(text: String) {
        #expect(LanguageTag(text)?.text == text)
    }

    @Test(arguments: [
        "", "e", "12", "en_US", "en-", "-en", "en--US", "abcdefghi", "en-abcdefghi", "ëñ", "de CH",
    ])
    func `refuses everything else`(text: String) {
        #expect(LanguageTag(text) == nil)
    }
}
